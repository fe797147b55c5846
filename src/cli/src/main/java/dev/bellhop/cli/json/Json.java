package dev.bellhop.cli.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.bellhop.WorkerEvent;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** How records become JSON: members in the order of their declaration, null where there is none. */
public final class Json {
  /** The one mapper. Safe from any thread. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addMixIn(WorkerEvent.class, Named.class)
          .build();

  /** Events to dispatch are told apart by a member {@code event}. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
  private interface Named {}

  private Json() {}
}
