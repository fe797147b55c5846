package dev.bellhop.conformance.compare;

import dev.bellhop.conformance.chromium.Chromium;
import dev.bellhop.conformance.chromium.DevTools;
import dev.bellhop.conformance.chromium.Tab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Chromium that a site is run in. Listens to the consoles of all pages and workers, from their
 * first line on.
 */
final class Browser implements AutoCloseable {
  private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();
  private final Learned registrations = new Learned("registrationId", "scopeURL");
  private final Learned workers = new Learned("versionId", "scriptURL");
  private final Chromium chromium;
  private final String name;
  private volatile @Nullable DevTools tools;

  private Browser(String program, Path work) throws IOException, InterruptedException {
    chromium = Chromium.start(program, work, this::take);
    tools = chromium.tools();
    name = "Chromium " + chromium.version().replaceAll("^.*/|\\..*$", "");
    chromium.allowDownloads();
    chromium
        .tools()
        .call(
            null,
            "Target.setAutoAttach",
            Map.of("autoAttach", true, "waitForDebuggerOnStart", true, "flatten", true));
  }

  static Browser start(String program, Path work) throws IOException, InterruptedException {
    return new Browser(program, work);
  }

  /** Such as "Chromium 156". */
  String name() {
    return name;
  }

  /** Passes on the lines of all consoles, until it is forgotten. */
  void listen(Consumer<String> lines) {
    listeners.add(lines);
  }

  void forget(Consumer<String> lines) {
    listeners.remove(lines);
  }

  Tab open(String url) throws IOException, InterruptedException {
    return chromium.open(url);
  }

  void setPermission(String origin, String name, String setting) throws IOException {
    chromium
        .tools()
        .call(
            null,
            "Browser.setPermission",
            Map.of("permission", Map.of("name", name), "setting", setting, "origin", origin));
  }

  /** Ends the realms of an origin's workers. */
  void stopWorkers(Tab tab, String origin) throws IOException, InterruptedException {
    for (String id : learned(tab, workers, origin)) {
      tab.call("ServiceWorker.stopWorker", Map.of("versionId", id));
    }
  }

  void push(Tab tab, String origin, String data) throws IOException, InterruptedException {
    tab.call(
        "ServiceWorker.deliverPushMessage",
        Map.of("origin", origin, "registrationId", registration(tab, origin), "data", data));
  }

  void sync(Tab tab, String origin, String tag) throws IOException, InterruptedException {
    tab.call(
        "ServiceWorker.dispatchSyncEvent",
        Map.of(
            "origin",
            origin,
            "registrationId",
            registration(tab, origin),
            "tag",
            tag,
            "lastChance",
            false));
  }

  private String registration(Tab tab, String origin) throws IOException, InterruptedException {
    return learned(tab, registrations, origin).getFirst();
  }

  private static List<String> learned(Tab tab, Learned which, String origin)
      throws IOException, InterruptedException {
    tab.call("ServiceWorker.enable", Map.of());
    List<String> ids = which.await(origin);
    if (ids.isEmpty()) {
      throw new UnsupportedOperationException("there is no service worker");
    }
    return ids;
  }

  private void take(DevTools.Event event) {
    JsonNode parameters = event.parameters();
    switch (event.method()) {
      case "Target.attachedToTarget" -> attached(parameters);
      // A worker that was stopped has begun again.
      case "Inspector.targetReloadedAfterCrash" -> observe(event.session());
      case "Runtime.consoleAPICalled" -> console(parameters);
      case "ServiceWorker.workerRegistrationUpdated" ->
          registrations.learn(parameters.path("registrations"));
      case "ServiceWorker.workerVersionUpdated" -> workers.learn(parameters.path("versions"));
      default -> {}
    }
  }

  private void attached(JsonNode parameters) {
    if (parameters.path("waitingForDebugger").asBoolean(false)) {
      observe(parameters.path("sessionId").asString());
    }
  }

  /** Listens to a realm's console and lets it begin, for it has waited for that. */
  private void observe(@Nullable String session) {
    DevTools to = tools;
    if (to == null || session == null) {
      return;
    }
    to.ask(session, "Runtime.enable", Map.of());
    to.ask(session, "Runtime.runIfWaitingForDebugger", Map.of());
  }

  private void console(JsonNode parameters) {
    String text = parameters.path("args").path(0).path("value").asString("");
    listeners.forEach(lines -> lines.accept(text));
  }

  @Override
  public void close() throws IOException {
    chromium.close();
  }
}
