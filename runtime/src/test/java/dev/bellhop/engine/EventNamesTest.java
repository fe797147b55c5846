package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventNamesTest {
  @ParameterizedTest
  @CsvSource({
    "request, fetch",
    "backgroundfetched, backgroundfetchsuccess",
    "backgroundfetchsucces, backgroundfetchsuccess",
    "periodicSync, periodicsync",
    "notification, notificationclick",
    "activated, activate",
    "messages, message",
  })
  void anUnknownTypeIsNamedWithTheNearest(String type, String nearest) {
    try (var worker = new RealmHarness()) {
      worker.run("addEventListener('%s', () => {});".formatted(type));
      assertThat(worker.diagnostics)
          .extracting(told -> told.name() + ": " + told.fix())
          .containsExactly("unknown-event: Listen to " + nearest + ".");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"load", "DOMContentLoaded", "visibilitychange"})
  void anEventOfWindowsHasNoNearest(String type) {
    try (var worker = new RealmHarness()) {
      worker.run("addEventListener('%s', () => {});".formatted(type));
      assertThat(worker.diagnostics)
          .extracting(told -> told.name() + ": " + told.fix())
          .containsExactly("unknown-event: null");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addEventListener('online', () => {});",
        "addEventListener('cache-updated', () => {});",
        "addEventListener('fetch:done', () => {});",
        "addEventListener('ready', () => {}); dispatchEvent(new Event('ready'));",
        "new EventTarget().addEventListener('messages', () => {});",
        "class Queue extends EventTarget {}\nnew Queue().addEventListener('load', () => {});",
      })
  void eventsOfAScriptsOwnAreNoMistake(String script) {
    try (var worker = new RealmHarness()) {
      worker.run(script);
      assertThat(worker.diagnostics).isEmpty();
    }
  }
}
