package dev.bellhop.cli.json;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** How records become JSON: members in the order of their declaration, null where there is none. */
public final class Json {
  /** The one mapper. Safe from any thread. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private Json() {}
}
