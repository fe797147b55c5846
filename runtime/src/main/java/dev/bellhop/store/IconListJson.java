package dev.bellhop.store;

import dev.bellhop.BackgroundFetchIcon;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Lists of icons in a column. */
final class IconListJson {
  private static final JsonFactory JSON = new JsonFactory();

  private IconListJson() {}

  static String write(List<BackgroundFetchIcon> icons) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (BackgroundFetchIcon icon : icons) {
        json.writeStartObject();
        json.writeStringProperty("src", icon.src());
        writeIfAny(json, "sizes", icon.sizes());
        writeIfAny(json, "type", icon.type());
        writeIfAny(json, "label", icon.label());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void writeIfAny(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  static List<BackgroundFetchIcon> read(String text) {
    var icons = new ArrayList<BackgroundFetchIcon>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      for (JsonToken token = json.nextToken();
          token != JsonToken.END_ARRAY;
          token = json.nextToken()) {
        // Before version 3 only the URLs were written.
        icons.add(
            token == JsonToken.VALUE_STRING
                ? BackgroundFetchIcon.at(json.getString())
                : icon(json));
      }
    }
    return icons;
  }

  private static BackgroundFetchIcon icon(JsonParser json) {
    Map<String, String> members = new HashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, json.getString());
    }
    return new BackgroundFetchIcon(
        members.getOrDefault("src", ""),
        members.get("sizes"),
        members.get("type"),
        members.get("label"));
  }
}
