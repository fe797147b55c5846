package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.BadInput;
import dev.bellhop.conformance.output.HtmlPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bellhop's support of interfaces and their members beside MDN's compatibility data. */
final class SupportTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, String> BROWSERS =
      new TreeMap<>(Map.of("chrome", "Chrome", "firefox", "Firefox", "safari", "Safari"));
  private static final Set<String> GLOBALS =
      Set.of("ServiceWorkerGlobalScope", "WorkerGlobalScope", "Window");

  private final JsonNode api;
  private final Set<String> subjects;

  private SupportTable(JsonNode api, Set<String> subjects) {
    this.api = api;
    this.subjects = subjects;
  }

  /**
   * Reads the compatibility data.
   *
   * @param file the {@code data.json} of the package
   * @param pages what is not in Bellhop at all is shown where one of these is about it
   * @throws BellhopException where it is no such file
   */
  static SupportTable read(Path file, List<MdnPage> pages) {
    try {
      JsonNode api = JSON.readTree(Files.readString(file)).path("api");
      if (api.isMissingNode()) {
        throw BadInput.saying(
            file + " has no member api, as the data.json of @mdn/browser-compat-data has.");
      }
      return new SupportTable(
          api,
          pages.stream()
              .map(page -> page.path().toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet()));
    } catch (JacksonException e) {
      throw BadInput.saying(file + " is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw BadInput.saying(
          "The compatibility data " + file + " cannot be read: " + e.getMessage());
    }
  }

  /** Adds the tables to a page. */
  void appendTo(Element body, Surface surface) {
    body.appendElement("h2").id("support").text("Interfaces and members");
    body.appendElement("p")
        .text(
            "What scripts find in Bellhop's workers and pages, beside the versions of MDN's"
                + " compatibility data.");
    api.propertyStream()
        .forEach(
            entry -> {
              String name = entry.getKey();
              boolean isThere =
                  surface.worker().containsKey(name) || surface.page().containsKey(name);
              if (isThere || subjects.contains("web/api/" + name.toLowerCase(Locale.ROOT))) {
                table(body, name, entry.getValue(), surface);
              }
            });
  }

  private static void table(Element body, String name, JsonNode members, Surface surface) {
    List<Map.Entry<String, JsonNode>> all =
        members.propertyStream().filter(entry -> !entry.getKey().equals("__compat")).toList();
    long supported =
        all.stream()
            .filter(
                entry ->
                    has(surface.worker(), surface, name, entry.getKey())
                        || has(surface.page(), surface, name, entry.getKey()))
            .count();
    Element details = body.appendElement("details");
    Element summary = details.appendElement("summary");
    summary.appendElement("span").addClass("score").text(supported + "/" + all.size());
    summary.appendText(" " + name);
    Element rows =
        HtmlPage.table(
            details,
            Stream.concat(Stream.of("member", "worker", "page"), BROWSERS.values().stream())
                .toList());
    for (Map.Entry<String, JsonNode> member : all) {
      Element row = rows.appendElement("tr");
      JsonNode compat = member.getValue().path("__compat");
      Element title = row.appendElement("td");
      if (compat.path("mdn_url").isString()) {
        title
            .appendElement("a")
            .attr("href", compat.path("mdn_url").asString())
            .text(member.getKey());
      } else {
        title.text(member.getKey());
      }
      yes(row, has(surface.worker(), surface, name, member.getKey()));
      yes(row, has(surface.page(), surface, name, member.getKey()));
      for (String browser : BROWSERS.keySet()) {
        row.appendElement("td").text(version(compat.path("support").path(browser)));
      }
    }
  }

  private static void yes(Element row, boolean isThere) {
    row.appendElement("td").addClass(isThere ? "yes" : "no").text(isThere ? "yes" : "no");
  }

  /** Whether a realm has a member, by the name that the data have for it. */
  private static boolean has(
      Map<String, Set<String>> realm, Surface surface, String type, String member) {
    Set<String> own = realm.get(type);
    if (own == null) {
      return false;
    }
    if (member.equals(type)) {
      return true;
    }
    if (member.endsWith("_event")) {
      String handler = "on" + member.substring(0, member.length() - "_event".length());
      return own.contains(handler) || (GLOBALS.contains(type) && surface.names().contains(handler));
    }
    if (member.equals("worker_support")) {
      return surface.worker().containsKey(type);
    }
    return own.contains(member.equals("@@iterator") ? "Symbol.iterator" : member)
        || (GLOBALS.contains(type) && surface.names().contains(member));
  }

  /** The version that has it first, "no", or "?" where that is not known. */
  private static String version(JsonNode support) {
    JsonNode statement = support.isArray() ? support.path(0) : support;
    JsonNode added = statement.path("version_added");
    if (added.isString()) {
      return added.asString() + (statement.path("version_removed").isString() ? ", gone" : "");
    }
    return added.isBoolean() && !added.asBoolean() ? "no" : "?";
  }
}
