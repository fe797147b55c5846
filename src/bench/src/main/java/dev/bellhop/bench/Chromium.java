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

/** A headless Chromium with a profile of its own, and one page in it. */
final class Chromium implements AutoCloseable {
  private static final long START_SECONDS = 60;

  private final Scratch scratch;
  private final Process process;
  private final DevTools tools;
  private final String session;

  private Chromium(Scratch scratch, Process process, DevTools tools, String session) {
    this.scratch = scratch;
    this.process = process;
    this.tools = tools;
    this.session = session;
  }

  /** Opens a page, which is there when this returns. */
  static Chromium open(String program, Path work, String page)
      throws IOException, InterruptedException {
    Scratch scratch = Scratch.in(work);
    Process process = start(program, scratch.folder());
    try {
      var tools = new DevTools(address(process, scratch.folder()));
      var chromium = new Chromium(scratch, process, tools, session(tools, page));
      String loaded =
          "location.href === '%s' && document.readyState === 'complete'".formatted(page);
      while (!chromium.evaluate(loaded).asBoolean(false)) {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
      return chromium;
    } catch (IOException | InterruptedException | RuntimeException e) {
      end(process);
      scratch.close();
      throw e;
    }
  }

  /** The session of a new tab with this page. */
  private static String session(DevTools tools, String page) throws IOException {
    String target =
        tools.call(null, "Target.createTarget", Map.of("url", page)).path("targetId").asString();
    return tools
        .call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
        .path("sessionId")
        .asString();
  }

  /** Lets the page start downloads though nobody has clicked in it. */
  void allowDownloads() throws IOException {
    tools.call(null, "Browser.setDownloadBehavior", Map.of("behavior", "default"));
  }

  /** The value of an expression, awaited where it is a promise. */
  JsonNode evaluate(String expression) throws IOException {
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

  private static Process start(String program, Path folder) throws IOException {
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

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    for (ProcessHandle child : children) {
      child.destroyForcibly();
      child.onExit().join();
    }
  }

  @Override
  public void close() throws IOException {
    tools.close();
    end(process);
    scratch.close();
  }
}
