package dev.bellhop.conformance.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the scripts in a realm tell through its console. */
sealed interface Message {
  ObjectMapper JSON = new ObjectMapper();

  /** Something happened. */
  record Observed(Observation observation) implements Message {}

  /** A page asks its host to do something, and waits for the answer. */
  record Command(int id, String name, List<String> arguments) implements Message {}

  /** The worker is active, or will not be. */
  record Started() implements Message {}

  /**
   * All has been told.
   *
   * @param failure why not, or null
   */
  record Ended(@Nullable String failure) implements Message {}

  /** Reads a line of a console; nothing where it is the site's own, or of another origin. */
  static Optional<Message> read(String line, String origin) {
    String mark = "bellhop-compare " + origin + " ";
    if (!line.startsWith(mark)) {
      return Optional.empty();
    }
    JsonNode told = JSON.readTree(line.substring(mark.length()));
    return Optional.of(
        switch (told.path("kind").asString()) {
          case "observation" -> new Observed(observation(told));
          case "command" -> command(told);
          case "started" -> new Started();
          case "end" -> new Ended(text(told.path("failure")));
          default -> throw new IllegalArgumentException("no such message: " + line);
        });
  }

  private static Observation observation(JsonNode told) {
    Map<String, String> facts = new LinkedHashMap<>();
    told.path("facts").forEachEntry((name, value) -> facts.put(name, value.asString("none")));
    return new Observation(
        told.path("realm").asString(),
        told.path("subject").asString(),
        facts,
        text(told.path("track")),
        text(told.path("note")),
        told.path("at").asLong());
  }

  private static Command command(JsonNode told) {
    List<String> arguments = new ArrayList<>();
    told.path("args").forEach(argument -> arguments.add(argument.asString()));
    return new Command(told.path("id").asInt(), told.path("command").asString(), arguments);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? null : node.asString();
  }
}
