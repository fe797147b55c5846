package dev.bellhop.ops;

import dev.bellhop.lifecycle.ClonedValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Serialized values as text for the store: a JSON array of the cells, where bytes and numbers that
 * JSON has no form for are objects.
 *
 * @see <a href="https://html.spec.whatwg.org/#structuredserializeforstorage">HTML:
 *     StructuredSerializeForStorage</a>
 */
final class StorableValue {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BYTES = "bytes";
  private static final String NUMBER = "number";

  private StorableValue() {}

  /**
   * The text of a value.
   *
   * @throws OpException DataCloneError where a part of it cannot be stored
   */
  static String write(ClonedValue value) {
    ArrayNode array = JSON.createArrayNode();
    for (Object cell : value.cells()) {
      switch (cell) {
        case String text -> array.add(text);
        case Boolean truth -> array.add(truth);
        case Double number when plain(number) -> array.add(number);
        case Double number -> array.addObject().put(NUMBER, number.toString());
        case ByteBuffer bytes -> array.addObject().put(BYTES, base64(bytes));
        default ->
            throw new OpException(
                "DataCloneError",
                "A Blob or a WebAssembly.Module cannot be stored here; store bytes or text.");
      }
    }
    return array.toString();
  }

  private static boolean plain(double number) {
    return Double.isFinite(number) && !(number == 0 && 1 / number < 0);
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }

  /** The value of a text. */
  static ClonedValue read(String text) {
    var cells = new ArrayList<Object>();
    for (JsonNode node : JSON.readTree(text)) {
      if (node.isString()) {
        cells.add(node.stringValue());
      } else if (node.isBoolean()) {
        cells.add(node.booleanValue());
      } else if (node.isNumber()) {
        cells.add(node.doubleValue());
      } else if (node.has(BYTES)) {
        cells.add(ByteBuffer.wrap(Base64.getDecoder().decode(node.get(BYTES).stringValue())));
      } else {
        cells.add(Double.valueOf(node.get(NUMBER).stringValue()));
      }
    }
    return new ClonedValue(cells);
  }
}
