package dev.bellhop.cli;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.BackgroundFetchPolicy.OnChange;
import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.Cors;
import dev.bellhop.Durability;
import dev.bellhop.FaultRule;
import dev.bellhop.NetworkFault;
import dev.bellhop.SiteOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a site's URLs lead: the arguments of commands that fetch. */
final class ServingArguments {
  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = {
        "What the worker's script is: classic or module.",
        "Default: what it was before, or classic."
      })
  private @Nullable String type;

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

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description = {
        "Let something go wrong on the network, such as 'drop after 5MB', 'status 503 x3' or"
            + " 'stall after 1MB on /media/*'; repeatable. Scripts and pages themselves are spared.",
        "All there are: " + FaultText.KNOWN + "."
      })
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--throttle",
      paramLabel = "RATE",
      description = "Let bodies come no faster than this, such as 2MB/s.")
  private @Nullable String throttle;

  @Option(names = "--offline", description = "Run without a network.")
  private boolean offline;

  @Option(
      names = "--on-change",
      paramLabel = "fail|restart",
      defaultValue = "fail",
      description = {
        "What becomes of a background fetch's file that changes on the server while it is fetched:"
            + " it fails, as the specification says, or is started over. Default: fail."
      })
  private String onChange;

  @Option(
      names = "--storage-limit",
      paramLabel = "SIZE",
      description = {
        "How much all sites with this data folder may store together, such as 20GB. Where that is"
            + " reached, sites that are not running lose what they have, unless it was persisted.",
        "Default: as much as the disk has room for."
      })
  private @Nullable String storageLimit;

  @Option(
      names = "--policy",
      paramLabel = "specification|chromium",
      defaultValue = "specification",
      description = {
        "Whom to follow where the specification of Background Fetch and Chromium differ. Default:"
            + " ${DEFAULT-VALUE}."
      })
  private String policy;

  @Option(
      names = "--cors",
      paramLabel = "on|off",
      defaultValue = "on",
      description = {
        "Whether responses of other origins are kept from scripts unless their servers allow it, as"
            + " in browsers. \"off\" is for those who only want the bytes: no preflights, no checks,"
            + " http from https. Default: ${DEFAULT-VALUE}."
      })
  private String cors;

  @Mixin private UserArguments user = new UserArguments();

  @Option(
      names = "--durability",
      paramLabel = "process|strict",
      defaultValue = "process",
      description = {
        "What a resolved change of a cache has survived: the end of the process, as in browsers, or a"
            + " power cut, too. Default: process."
      })
  private String durability;

  @Mixin private LimitArguments limits = new LimitArguments();

  SiteOptions apply(SiteOptions options) {
    if (port < 0 || port > 65535) {
      throw SiteArguments.input("The port " + port + " is not between 0 and 65535.");
    }
    return user.apply(options).withPort(port).withUpstream(upstream()).withWorkerType(workerType());
  }

  /**
   * What the host is to be like.
   *
   * @throws BellhopException where a fault or a size is none
   */
  Consumer<Bellhop.Builder> host() {
    List<FaultRule> rules = new ArrayList<>(faults.stream().map(FaultText::parse).toList());
    if (throttle != null) {
      rules.add(FaultText.throttle(throttle));
    }
    if (offline) {
      rules.add(FaultRule.always(new NetworkFault.Offline()));
    }
    BackgroundFetchPolicy fetches =
        limits.apply(BackgroundFetchPolicy.named(policy).onChange(onChange()));
    Long limit = storageLimit == null ? null : Sizes.positive("--storage-limit", storageLimit);
    Durability how = durability();
    Cors checks = cors();
    return builder -> {
      if (limit != null) {
        builder.storageLimit(limit);
      }
      if (authority != null) {
        builder.certificateAuthority(authority);
      }
      rules.forEach(builder::fault);
      builder.backgroundFetches(fetches);
      builder.durability(how);
      builder.cors(checks);
    };
  }

  private Durability durability() {
    return switch (durability) {
      case "process" -> Durability.PROCESS;
      case "strict" -> Durability.STRICT;
      default ->
          throw SiteArguments.input(
              "The durability is \"process\" or \"strict\", not \"" + durability + "\".");
    };
  }

  private Cors cors() {
    return switch (cors) {
      case "on" -> Cors.ON;
      case "off" -> Cors.OFF;
      default -> throw SiteArguments.input("CORS is \"on\" or \"off\", not \"" + cors + "\".");
    };
  }

  private OnChange onChange() {
    return switch (onChange) {
      case "fail" -> OnChange.FAIL;
      case "restart" -> OnChange.RESTART;
      default ->
          throw SiteArguments.input(
              "What to do on a change is \"fail\" or \"restart\", not \"" + onChange + "\".");
    };
  }

  private SiteOptions.@Nullable WorkerType workerType() {
    return switch (type) {
      case null -> null;
      case "classic" -> SiteOptions.WorkerType.CLASSIC;
      case "module" -> SiteOptions.WorkerType.MODULE;
      default ->
          throw SiteArguments.input("The type \"" + type + "\" is neither classic nor module.");
    };
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
