package dev.bellhop.cli.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.bellhop.WorkerEvent;
import java.nio.file.Path;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** How records become JSON: members in the order of their declaration, null where there is none. */
public final class Json {
  /** The one mapper. Safe from any thread. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addMixIn(WorkerEvent.class, Named.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(new TraceEntryWriter())
                  .addSerializer(Path.class, ToStringSerializer.instance)
                  .addDeserializer(Path.class, new PathReader()))
          .build();

  /** Events to dispatch are told apart by a member {@code event}. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
  private interface Named {}

  /** Paths are texts, as people write them, not URIs. */
  private static final class PathReader extends StdDeserializer<Path> {
    private PathReader() {
      super(Path.class);
    }

    @Override
    public Path deserialize(JsonParser json, DeserializationContext context) {
      return Path.of(json.getString());
    }
  }

  private Json() {}
}
