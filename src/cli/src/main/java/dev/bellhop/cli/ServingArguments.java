package dev.bellhop.cli;

import dev.bellhop.BellhopException;
import dev.bellhop.SiteOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a site's URLs lead: the arguments of commands that fetch. */
final class ServingArguments {
  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description = "Fetch URLs of the site's origin from this server in place of the folder.")
  private @Nullable String upstream;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The loopback port to serve the folder on. Default: any free one.")
  private int port;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Trust the certificates in this PEM file too.")
  private @Nullable Path authority;

  SiteOptions apply(SiteOptions options) {
    if (port < 0 || port > 65535) {
      throw SiteArguments.input("The port " + port + " is not between 0 and 65535.");
    }
    return options.withPort(port).withUpstream(upstream());
  }

  @Nullable Path authority() {
    return authority;
  }

  private @Nullable URI upstream() {
    if (upstream == null) {
      return null;
    }
    try {
      URI uri = new URI(upstream);
      if (uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw noUpstream();
    }
    throw noUpstream();
  }

  private BellhopException noUpstream() {
    return SiteArguments.input(
        "The upstream \"" + upstream + "\" is not a URL such as http://127.0.0.1:8080.");
  }
}
