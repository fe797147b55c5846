package dev.bellhop.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class TraceJsonTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

  @Test
  void isOneFlatObjectInAFixedOrder() {
    TraceEvent event =
        new TraceEvent.BackgroundFetchRegistered("movies", "Film \"night\"", List.of("a"), 5, 0);
    assertThat(TraceJson.write(new TraceEntry(7, AT, event)))
        .hasToString(
            "{\"n\":7,\"at\":\"2026-01-02T03:04:05.678Z\",\"type\":\"BackgroundFetchRegistered\","
                + "\"id\":\"movies\",\"title\":\"Film \\\"night\\\"\",\"urls\":[\"a\"],"
                + "\"downloadTotal\":5,\"uploadTotal\":0}");
  }

  @Test
  void anEventsOwnTypeIsCalledEvent() {
    assertThat(
            TraceJson.write(new TraceEntry(1, AT, new TraceEvent.EventDispatched("install", null))))
        .hasToString(
            "{\"n\":1,\"at\":\"2026-01-02T03:04:05.678Z\",\"type\":\"EventDispatched\","
                + "\"event\":\"install\",\"id\":null}");
  }

  static List<Class<?>> eventTypes() {
    return Arrays.asList(TraceEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void everyEventComesBackAsItWas(Class<?> type) throws Exception {
    TraceEntry entry = new TraceEntry(3, AT, sample(type));
    ObjectNode sent = (ObjectNode) Json.MAPPER.readTree(TraceJson.write(entry).toString());
    assertThat(TraceJson.read(sent)).isEqualTo(entry);
    assertThat(TraceJson.text(entry)).isEqualTo(sent.toString());
  }

  private static TraceEvent sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getGenericType(), i);
    }
    return (TraceEvent) type.getConstructor(types).newInstance(values);
  }

  private static Object value(Type type, int position) {
    if (type instanceof ParameterizedType list) {
      return List.of(value(list.getActualTypeArguments()[0], position));
    }
    return switch (((Class<?>) type).getSimpleName()) {
      case "String" -> "text\n" + position;
      case "int" -> 10 + position;
      case "long" -> 5_000_000_000L + position;
      case "BackgroundFetchIcon" -> new BackgroundFetchIcon("icon.png", "64x64", null, null);
      case "SourceFrame" -> new SourceFrame("https://localhost/sw.js", 3, 4, "line");
      default -> throw new AssertionError("no sample of " + type);
    };
  }
}
