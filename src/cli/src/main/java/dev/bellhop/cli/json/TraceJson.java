package dev.bellhop.cli.json;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * One trace entry as one JSON object: {@code n}, {@code at} and {@code type}, then the members of
 * the event. An event's own member {@code type} is called {@code event}.
 */
public final class TraceJson {
  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(TraceEvent.class.getPermittedSubclasses())
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private TraceJson() {}

  /** Writes an entry. */
  public static ObjectNode write(TraceEntry entry) {
    return Json.MAPPER.valueToTree(entry);
  }

  /** An entry as the text of what {@link #write} gives. */
  static String text(TraceEntry entry) {
    return Json.MAPPER.writeValueAsString(entry);
  }

  /** Reads an entry that {@link #write} has written. */
  public static TraceEntry read(ObjectNode node) {
    Class<?> type = TYPES.get(node.required("type").stringValue());
    if (type == null) {
      throw new IllegalArgumentException("no such trace event: " + node.get("type"));
    }
    ObjectNode members = node.deepCopy();
    members.remove("type");
    if (members.has("event")) {
      members.set("type", members.remove("event"));
    }
    return new TraceEntry(
        node.required("n").longValue(),
        Instant.parse(node.required("at").stringValue()),
        (TraceEvent) Json.MAPPER.convertValue(members, type));
  }
}
