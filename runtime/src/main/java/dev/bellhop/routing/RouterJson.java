package dev.bellhop.routing;

import dev.bellhop.routing.RouterCondition.RunningStatus;
import dev.bellhop.url.pattern.CaseMatching;
import dev.bellhop.url.pattern.ComponentName;
import dev.bellhop.url.pattern.RegExpCompiler;
import dev.bellhop.url.pattern.UrlPattern;
import dev.bellhop.url.pattern.UrlPatternInit;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Router rules as the database keeps them, in the members that scripts give them. */
public final class RouterJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RouterJson() {}

  /** The rules as JSON. */
  public static String write(RouterRules rules) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (RouterRule rule : rules.list()) {
        json.writeStartObject();
        json.writeName("condition");
        write(json, rule.condition());
        write(json, rule.source());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, RouterCondition condition) {
    json.writeStartObject();
    switch (condition) {
      case RouterCondition.Or or -> {
        json.writeName("or");
        json.writeStartArray();
        or.conditions().forEach(inner -> write(json, inner));
        json.writeEndArray();
      }
      case RouterCondition.Not not -> {
        json.writeName("not");
        write(json, not.condition());
      }
      case RouterCondition.Features features -> write(json, features);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RouterCondition.Features features) {
    UrlPattern pattern = features.urlPattern();
    if (pattern != null) {
      json.writeName("urlPattern");
      json.writeStartObject();
      for (ComponentName name : ComponentName.values()) {
        json.writeStringProperty(name.toString(), pattern.component(name));
      }
      json.writeStringProperty("case", pattern.caseMatching().name());
      json.writeEndObject();
    }
    write(json, "requestMethod", features.method());
    write(json, "requestMode", features.mode());
    write(json, "requestDestination", features.destination());
    RunningStatus status = features.status();
    write(json, "runningStatus", status == null ? null : status.name());
  }

  private static void write(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  private static void write(JsonGenerator json, RouterSource source) {
    switch (source) {
      case RouterSource.Network network -> json.writeStringProperty("source", "network");
      case RouterSource.FetchEvent event -> json.writeStringProperty("source", "fetch-event");
      case RouterSource.Race race ->
          json.writeStringProperty("source", "race-network-and-fetch-handler");
      case RouterSource.Cache cache -> {
        json.writeStringProperty("source", "cache");
        write(json, "cacheName", cache.name());
      }
    }
  }

  /**
   * The rules that were written.
   *
   * @throws IllegalArgumentException where the text is none
   */
  public static RouterRules read(String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      List<RouterRule> rules = new ArrayList<>();
      for (Object rule : (List<?>) value(json)) {
        Map<?, ?> members = (Map<?, ?>) rule;
        rules.add(new RouterRule(condition(members.get("condition")), source(members)));
      }
      return new RouterRules(rules);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException("stored router rules are none: " + text, e);
    }
  }

  /** A string, a list or a map, as the parser's token begins it. */
  private static Object value(JsonParser json) {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      List<Object> list = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(json));
      }
      return list;
    }
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> members = new LinkedHashMap<>();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        members.put(name, value(json));
      }
      return members;
    }
    return json.getString();
  }

  private static RouterCondition condition(@Nullable Object value) {
    Map<?, ?> members = (Map<?, ?>) present(value);
    if (members.get("or") instanceof List<?> inner) {
      return new RouterCondition.Or(inner.stream().map(RouterJson::condition).toList());
    }
    if (members.get("not") instanceof Map<?, ?> inner) {
      return new RouterCondition.Not(condition(inner));
    }
    String status = (String) members.get("runningStatus");
    return new RouterCondition.Features(
        members.get("urlPattern") instanceof Map<?, ?> pattern ? pattern(pattern) : null,
        (String) members.get("requestMethod"),
        (String) members.get("requestMode"),
        (String) members.get("requestDestination"),
        status == null ? null : RunningStatus.valueOf(status));
  }

  private static UrlPattern pattern(Map<?, ?> members) {
    Map<ComponentName, String> components = new EnumMap<>(ComponentName.class);
    for (ComponentName name : ComponentName.values()) {
      components.put(name, (String) present(members.get(name.toString())));
    }
    return UrlPattern.create(
        new UrlPatternInit(components),
        CaseMatching.valueOf((String) present(members.get("case"))),
        RegExpCompiler.NONE);
  }

  private static RouterSource source(Map<?, ?> members) {
    return switch ((String) present(members.get("source"))) {
      case "network" -> new RouterSource.Network();
      case "fetch-event" -> new RouterSource.FetchEvent();
      case "race-network-and-fetch-handler" -> new RouterSource.Race();
      case "cache" -> new RouterSource.Cache((String) members.get("cacheName"));
      default -> throw new IllegalArgumentException("a stored router rule has no known source");
    };
  }

  private static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("a stored router rule lacks a member");
    }
    return value;
  }
}
