package dev.bellhop.conformance.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scripts that tell what happens in a realm, and how they get into it. */
final class Instruments {
  private static final Pattern HEAD =
      Pattern.compile(
          "\\A\\s*(<!doctype[^>]*>)?\\s*(<html[^>]*>)?\\s*(<head[^>]*>)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern STRICT = Pattern.compile("\\A\\s*(['\"])use strict\\1");

  private Instruments() {}

  /** For a worker. */
  static String forWorkers() {
    return resource("tell.js") + resource("observe.js");
  }

  /** A page with them, before its own scripts. No worker is asked for what stands in the page. */
  static String intoPage(String page) {
    Matcher head = HEAD.matcher(page);
    int place = head.find() ? head.end() : 0;
    return page.substring(0, place)
        + "<link rel=\"icon\" href=\"data:,\"><script>"
        + resource("tell.js")
        + resource("host.js")
        + resource("observe.js")
        + "</script>"
        + page.substring(place);
  }

  /** A page around a script. */
  static String pageFor(String script) {
    return "<!doctype html><title>%1$s</title><script src=\"%1$s\"></script>\n".formatted(script);
  }

  /** A worker's script with them; its lines keep their numbers, and a strict script is one. */
  static String intoWorker(String script, String type, String url) {
    if (type.equals("module")) {
      return "import \"" + url + "\";" + script;
    }
    String strict = STRICT.matcher(script).find() ? "\"use strict\";" : "";
    return strict + "importScripts(\"" + url + "\");" + script;
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Instruments.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
