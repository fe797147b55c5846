package dev.bellhop.conformance.mdn;

import dev.bellhop.TraceEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What scripts find in Bellhop: the names of the global objects, and the members of interfaces.
 *
 * @param names in workers or pages
 * @param worker by interface, its members in workers; static ones end with {@code _static}
 * @param page the same in pages
 */
record Surface(Set<String> names, Map<String, Set<String>> worker, Map<String, Set<String>> page) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads what {@code names.js} has written in both realms. */
  static Surface of(List<TraceEvent> events, String workerScript) {
    var surface = new Surface(new HashSet<>(), new HashMap<>(), new HashMap<>());
    for (TraceEvent event : events) {
      if (event instanceof TraceEvent.ConsoleMessage(String realm, String _, String text)
          && text.startsWith(Findings.MARK)) {
        JsonNode listed = JSON.readTree(text.substring(Findings.MARK.length()));
        listed.path("names").forEach(name -> surface.names.add(name.asString()));
        Map<String, Set<String>> members =
            realm.equals(workerScript) ? surface.worker : surface.page;
        listed
            .path("interfaces")
            .propertyStream()
            .forEach(
                entry -> {
                  Set<String> own = members.computeIfAbsent(entry.getKey(), k -> new HashSet<>());
                  entry.getValue().forEach(member -> own.add(member.asString()));
                });
      }
    }
    return surface;
  }
}
