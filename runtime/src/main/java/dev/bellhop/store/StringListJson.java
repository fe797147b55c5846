package dev.bellhop.store;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Lists of strings in a column. */
final class StringListJson {
  private static final JsonFactory JSON = new JsonFactory();

  private StringListJson() {}

  static String write(List<String> list) {
    if (list.isEmpty()) {
      return "[]";
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      list.forEach(json::writeString);
      json.writeEndArray();
    }
    return text.toString();
  }

  static List<String> read(String text) {
    var list = new ArrayList<String>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        list.add(json.getString());
      }
    }
    return list;
  }
}
