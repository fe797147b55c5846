package dev.bellhop.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A background fetch in a page of Chromium, headless and with a new profile. Its time is what
 * Bellhop's is: from the fetch being started to the dispatch of its event.
 *
 * @param files no more than so many, for Chromium needs minutes for thousands
 */
record ChromiumDownloads(String program, int files) implements DownloadPeer {
  private static final long START_SECONDS = 60;

  private static final String LOADED =
      "location.pathname === '/page.html' && document.readyState === 'complete'";

  @Override
  public String name() {
    return "chromium";
  }

  @Override
  public Run download(DownloadJob job, FileServer server, Path work)
      throws IOException, InterruptedException {
    Files.writeString(job.folder().resolve("page.html"), "<!doctype html><title>bench</title>");
    Resources.write("chromium-worker.js", job.folder());
    try (Scratch scratch = Scratch.in(work)) {
      Process process = start(scratch.folder());
      try (var tools = new DevTools(address(process, scratch.folder()))) {
        double seconds = run(tools, server.url("page.html"), job.names());
        tools.call(null, "Browser.close", Map.of());
        process.waitFor(START_SECONDS, TimeUnit.SECONDS);
        return new Run(seconds, null);
      } finally {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        for (ProcessHandle child : children) {
          child.destroyForcibly();
          child.onExit().join();
        }
      }
    }
  }

  private Process start(Path folder) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                program,
                "--headless",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("profile"),
                "about:blank"));
    if (System.getProperty("user.name").equals("root")) {
      command.add(1, "--no-sandbox");
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  /** Waits until the browser has written down where it listens. */
  private static URI address(Process process, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("profile").resolve("DevToolsActivePort");
    long begun = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - begun < START_SECONDS * 1_000_000_000L) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() == 2) {
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    throw new IOException("Chromium did not start: " + Files.readString(folder.resolve("output")));
  }

  private static double run(DevTools tools, String page, List<String> names)
      throws IOException, InterruptedException {
    // Without that, a page that nobody has clicked in may not start downloads.
    tools.call(null, "Browser.setDownloadBehavior", Map.of("behavior", "default"));
    String target =
        tools.call(null, "Target.createTarget", Map.of("url", page)).path("targetId").asString();
    String session =
        tools
            .call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asString();
    while (!evaluate(tools, session, LOADED).asBoolean(false)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    String download =
        "(%s)(%s)"
            .formatted(
                Resources.text("chromium-page.js"), new ObjectMapper().writeValueAsString(names));
    return evaluate(tools, session, download).asDouble();
  }

  private static JsonNode evaluate(DevTools tools, String session, String expression)
      throws IOException {
    JsonNode result =
        tools.call(
            session,
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException("Chromium: " + result.path("result").path("description").asString(""));
    }
    return result.path("result").path("value");
  }
}
