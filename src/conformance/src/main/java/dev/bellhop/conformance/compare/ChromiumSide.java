package dev.bellhop.conformance.compare;

import dev.bellhop.conformance.chromium.Tab;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A site in a Chromium that runs already. */
final class ChromiumSide implements Side {
  /** After everything that is expected has been told. */
  private static final Duration CALM = Duration.ofMillis(800);

  /** While something is missing that is expected. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final List<String> GRANTED =
      List.of("background-fetch", "background-sync", "notifications");

  private final Browser browser;
  private final String origin;
  private final Recording expected;
  private final Consumer<String> lines;
  private final List<Tab> tabs = new ArrayList<>();

  /**
   * In a browser.
   *
   * @param expected what the other runtime did, which is waited for
   * @param lines gets the lines of its consoles
   */
  ChromiumSide(Browser browser, String origin, Recording expected, Consumer<String> lines)
      throws IOException {
    this.browser = browser;
    this.origin = origin;
    this.expected = expected;
    this.lines = lines;
    browser.listen(lines);
    for (String permission : GRANTED) {
      browser.setPermission(origin, permission, "granted");
    }
  }

  @Override
  public String name() {
    return browser.name();
  }

  @Override
  public void open(String url) throws IOException, InterruptedException {
    tabs.add(browser.open(url));
  }

  @Override
  public void closePages() throws IOException {
    for (Tab tab : tabs) {
      tab.close();
    }
    tabs.clear();
  }

  @Override
  public void run(String script) throws IOException {
    for (Tab tab : tabs) {
      tab.evaluate("void " + script);
    }
  }

  @Override
  public void perform(Message.Command command) throws IOException, InterruptedException {
    List<String> arguments = command.arguments();
    switch (command.name()) {
      case "stopWorkers" -> browser.stopWorkers(tabs.getLast(), origin);
      case "setPermission" -> browser.setPermission(origin, arguments.get(0), arguments.get(1));
      case "push" -> browser.push(tabs.getLast(), origin, arguments.get(0));
      case "sync" -> browser.sync(tabs.getLast(), origin, arguments.get(0));
      default -> throw new UnsupportedOperationException("no such command: " + command.name());
    }
  }

  @Override
  public boolean isSettled(Recording told, Duration quiet) {
    return quiet.compareTo(hasAll(told) ? CALM : PATIENCE) > 0;
  }

  /** Whether the realms have told as much as those of the other runtime, apart from the end. */
  private boolean hasAll(Recording told) {
    Map<String, Integer> missing = new HashMap<>();
    for (Observation observation : expected.observations()) {
      if (!observation.subject().startsWith("at the end")
          && !observation.realm().equals(RequestLog.REALM)) {
        missing.merge(observation.key(), 1, Integer::sum);
      }
    }
    for (Observation observation : told.observations()) {
      missing.merge(observation.key(), -1, Integer::sum);
    }
    return missing.values().stream().allMatch(count -> count <= 0);
  }

  @Override
  public void close() throws IOException {
    if (!tabs.isEmpty()) {
      tabs.getLast().evaluate("bellhopCompare.clear()");
    }
    closePages();
    browser.forget(lines);
  }
}
