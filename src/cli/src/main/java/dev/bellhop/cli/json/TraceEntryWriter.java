package dev.bellhop.cli.json;

import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.util.NameTransformer;

/** Writes what {@link TraceJson} says, with no tree in between: a trace may have many entries. */
final class TraceEntryWriter extends StdSerializer<TraceEntry> {
  /** The members of an event, but for the one that would be taken for the entry's. */
  private static final NameTransformer MEMBERS =
      new NameTransformer() {
        @Override
        public String transform(String name) {
          return name.equals("type") ? "event" : name;
        }

        @Override
        public String reverse(String transformed) {
          return transformed.equals("event") ? "type" : transformed;
        }
      };

  private final Map<Class<?>, ValueSerializer<Object>> writers = new ConcurrentHashMap<>();

  TraceEntryWriter() {
    super(TraceEntry.class);
  }

  @Override
  public void serialize(TraceEntry entry, JsonGenerator json, SerializationContext context) {
    TraceEvent event = entry.event();
    json.writeStartObject();
    json.writeNumberProperty("n", entry.sequence());
    json.writeStringProperty("at", entry.at().toString());
    json.writeStringProperty("type", event.getClass().getSimpleName());
    writers
        .computeIfAbsent(
            event.getClass(),
            type -> context.findValueSerializer(type).unwrappingSerializer(MEMBERS))
        .serialize(event, json, context);
    json.writeEndObject();
  }
}
