package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.SiteOptions;
import dev.bellhop.url.Url;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a site is, checked: the folder and the script are there, the origin is one.
 *
 * @param folder the real folder, or null where the origin serves the files
 * @param origin the serialized origin
 * @param root the URL of the folder
 * @param script the URL of the worker's script
 */
record SiteAddress(@Nullable Path folder, String origin, Url root, Url script) {
  static SiteAddress of(SiteOptions options) {
    Path folder = options.folder();
    if (folder != null && !Files.isDirectory(folder)) {
      throw input(
          Files.exists(folder)
              ? folder + " is not a folder; a site is a folder with sw.js in it"
              : "there is no folder " + folder);
    }
    Url root = Url.parse(options.origin(), null);
    if (root == null || !root.isHttp() || !isBare(root)) {
      throw input(
          "'" + options.origin() + "' is not an origin; one looks like https://localhost:8443");
    }
    if (options.trust() == SiteOptions.Trust.URL && !root.isPotentiallyTrustworthy()) {
      throw input(
          "workers need https, or http on localhost, and " + options.origin() + " is neither");
    }
    if (folder != null) {
      checkScript(folder, options);
    }
    return new SiteAddress(folder, root.origin(), root, resolve(root, options.script()));
  }

  private static void checkScript(Path folder, SiteOptions options) {
    Path script = resolved(folder, options.script());
    if (!script.startsWith(resolved(folder, ""))) {
      throw input("the script " + options.script() + " is not in the site's folder " + folder);
    }
    if (!Files.isRegularFile(script)) {
      throw input("there is no script " + options.script() + " in " + folder);
    }
  }

  /** Absolute, since "." has no name that what is in it could begin with. */
  private static Path resolved(Path folder, String path) {
    return folder.resolve(path).toAbsolutePath().normalize();
  }

  private static boolean isBare(Url root) {
    return root.path().equals("/")
        && root.query() == null
        && root.fragment() == null
        && root.username().isEmpty()
        && root.password().isEmpty();
  }

  /** The URL of a page, which was named by a file of the folder, a path or its URL. */
  Url page(String name) {
    Url absolute = Url.parse(name, null);
    if (absolute != null && absolute.isHttp()) {
      if (!absolute.origin().equals(origin)) {
        throw input("the page " + name + " is not of the site's origin " + origin);
      }
      return absolute;
    }
    if (folder != null) {
      return file(folder, name);
    }
    Url url = Url.parse(name, root);
    if (url == null || !url.origin().equals(origin)) {
      throw input("'" + name + "' is not the path of a page at " + origin);
    }
    return url;
  }

  private Url file(Path folder, String path) {
    Path file = resolved(folder, path);
    Path top = resolved(folder, "");
    if (!file.startsWith(top) || !Files.isRegularFile(file)) {
      throw input("there is no script " + path + " in " + folder);
    }
    return resolve(root, top.relativize(file).toString());
  }

  private static Url resolve(Url root, String path) {
    StringBuilder encoded = new StringBuilder();
    for (String segment : path.replace('\\', '/').split("/")) {
      String escaped = segment.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
      encoded.append(encoded.isEmpty() ? "" : "/").append(escaped);
    }
    Url url = Url.parse("/" + encoded, root);
    if (url == null) {
      throw input("'" + path + "' cannot be part of a URL");
    }
    return url;
  }

  private static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
