package dev.bellhop.conformance;

import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.Site;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import dev.bellhop.TraceListener;
import dev.bellhop.conformance.TestResult.Subtest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Listens to the trace for what our testharnessreport.js writes to the page's console. Safe from
 * any thread.
 */
final class Reports implements TraceListener {
  private static final String MARK = "bellhop-wpt:";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** How testharness.js ended. */
  record Completion(String status, @Nullable String message) {}

  private final CompletableFuture<Completion> completion = new CompletableFuture<>();
  private final Map<String, Subtest> subtests = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private final UnaryOperator<String> text;
  private volatile @Nullable Site site;

  /**
   * Of one test.
   *
   * @param text makes of names and messages what they are in every run
   */
  Reports(UnaryOperator<String> text) {
    this.text = text;
  }

  @Override
  public void entry(TraceEntry entry) {
    switch (entry.event()) {
      case TraceEvent.ConsoleMessage(String realm, String level, String text) -> {
        int mark = level.equals("debug") ? text.indexOf(MARK) : -1;
        if (mark >= 0) {
          report(JSON.readTree(text.substring(mark + MARK.length())));
        } else {
          remark(realm + " console." + level + ": " + text);
        }
      }
      case TraceEvent.ScriptError error ->
          remark(error.realm() + " " + error.kind() + ": " + error.message());
      case TraceEvent.Diagnostic diagnostic -> remark(diagnostic.message());
      default -> {
        // The rest of the trace is not about what scripts did wrong.
      }
    }
  }

  private void report(JsonNode message) {
    synchronized (subtests) {
      switch (message.path("type").asString()) {
        case "result" -> add(message.path("subtest"));
        case "complete" -> {
          subtests.clear();
          message.path("subtests").forEach(this::add);
          completion.complete(
              new Completion(message.path("status").asString(), text(message.path("message"))));
        }
        case "permission" ->
            setPermission(message.path("name").asString(), message.path("state").asString());
        default -> throw new IllegalArgumentException("no report: " + message);
      }
    }
  }

  /** What the page is told does not wait for an answer: the trace is read as it is written. */
  private void setPermission(String name, String state) {
    Site asked = site;
    if (asked != null) {
      asked.setPermission(
          Permission.named(name), PermissionState.valueOf(state.toUpperCase(Locale.ROOT)));
    }
  }

  /** The site whose permissions tests set. */
  void speakFor(Site site) {
    this.site = site;
  }

  private void add(JsonNode subtest) {
    String name = text.apply(subtest.path("name").asString());
    subtests.put(
        name, new Subtest(name, subtest.path("status").asString(), text(subtest.path("message"))));
  }

  private @Nullable String text(JsonNode node) {
    return node.isString() ? text.apply(node.asString()) : null;
  }

  private void remark(String text) {
    synchronized (subtests) {
      remarks.add(text);
    }
  }

  /** Completes with the end of the tests. */
  CompletableFuture<Completion> completion() {
    return completion;
  }

  /** The subtests that have ended so far; all of them after the completion. */
  List<Subtest> subtests() {
    synchronized (subtests) {
      return List.copyOf(subtests.values());
    }
  }

  /** What scripts printed and threw, and what Bellhop says to it. */
  List<String> remarks() {
    synchronized (subtests) {
      return List.copyOf(remarks);
    }
  }
}
