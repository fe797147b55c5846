package dev.bellhop.cli.control;

import dev.bellhop.BellhopException;
import dev.bellhop.SiteResponse;
import dev.bellhop.cli.json.Json;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said on the control socket, one JSON object a line. The client asks {@code {"do":
 * "AbortFetch", "id": "movies"}}; the answer is any number of {@code {"trace": {...}}} and then one
 * {@code {"ok": ...}} or {@code {"error": "a sentence", "kind": "INPUT"}}. Where it is a response,
 * {@code {"head": {...}}} and any number of {@code {"body": "Base64"}} stand before that.
 */
final class Wire {
  private static final Map<String, Class<?>> ACTIONS =
      kinds(Action.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private Wire() {}

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Wire::kinds)
        : Stream.of(type);
  }

  static String request(Action<?> action) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("do", action.getClass().getSimpleName());
    node.setAll(Json.MAPPER.<ObjectNode>valueToTree(action));
    return node.toString();
  }

  /** Fails with a {@link BellhopException} where the line is no request. */
  static Action<?> readRequest(String line) {
    try {
      ObjectNode node = (ObjectNode) Json.MAPPER.readTree(line);
      Class<?> type = ACTIONS.get(node.remove("do").stringValue());
      return (Action<?>) Json.MAPPER.convertValue(node, type);
    } catch (JacksonException | ClassCastException | NullPointerException e) {
      throw new BellhopException(
          BellhopException.Kind.INPUT, "The running Bellhop does not know this request.", null, e);
    }
  }

  static String trace(ObjectNode entry) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.set("trace", entry);
    return node.toString();
  }

  static String answer(Object value) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.set("ok", Json.MAPPER.valueToTree(value));
    return node.toString();
  }

  static String head(SiteResponse response) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.set("head", Json.MAPPER.valueToTree(ResponseHead.of(response)));
    return node.toString();
  }

  static String body(byte[] bytes, int length) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("body", Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length)));
    return node.toString();
  }

  static String failure(Throwable failure) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    String message = failure.getMessage();
    node.put("error", message == null ? failure.toString() : message);
    node.put(
        "kind",
        (failure instanceof BellhopException bellhop ? bellhop.kind() : BellhopException.Kind.STORE)
            .name());
    return node.toString();
  }
}
