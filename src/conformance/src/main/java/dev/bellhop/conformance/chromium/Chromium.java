package dev.bellhop.conformance.chromium;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A headless Chromium with a new profile, which goes with it. It ends with this process at the
 * latest. Safe from any thread.
 */
public final class Chromium implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final long LOOK_MILLISECONDS = 50;

  private final Scratch scratch;
  private final Process process;
  private final DevTools tools;
  private final Thread end;

  private Chromium(Scratch scratch, Process process, DevTools tools, Thread end) {
    this.scratch = scratch;
    this.process = process;
    this.tools = tools;
    this.end = end;
  }

  /**
   * Starts one whose events nobody wants.
   *
   * @param program the command, or the path to it
   * @param work the folder to put the profile into
   */
  public static Chromium start(String program, Path work) throws IOException, InterruptedException {
    return start(program, work, _ -> {});
  }

  /**
   * Starts one.
   *
   * @param program the command, or the path to it
   * @param work the folder to put the profile into
   * @param events gets its events, in their order and one at a time; it must not wait for answers
   */
  public static Chromium start(String program, Path work, Consumer<DevTools.Event> events)
      throws IOException, InterruptedException {
    Scratch scratch = Scratch.in(work);
    Process process = run(program, scratch.folder());
    Thread end = new Thread(() -> end(process), "chromium-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      var tools = new DevTools(address(process, scratch.folder()), events);
      return new Chromium(scratch, process, tools, end);
    } catch (IOException | InterruptedException | RuntimeException e) {
      end(process);
      Runtime.getRuntime().removeShutdownHook(end);
      scratch.close();
      throw e;
    }
  }

  /** Its DevTools. */
  public DevTools tools() {
    return tools;
  }

  /** Its name and version, such as {@code Chrome/156.0.7000.1}. */
  public String version() throws IOException {
    return tools.call(null, "Browser.getVersion", Map.of()).path("product").asString();
  }

  /** Opens a page in a new tab, which is loaded when this returns. */
  public Tab open(String page) throws IOException, InterruptedException {
    String target =
        tools.call(null, "Target.createTarget", Map.of("url", page)).path("targetId").asString();
    String session =
        tools
            .call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asString();
    var tab = new Tab(tools, target, session);
    String loaded = "location.href === '%s' && document.readyState === 'complete'".formatted(page);
    while (!tab.evaluate(loaded).asBoolean(false)) {
      process.waitFor(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
    return tab;
  }

  /** Lets pages start downloads though nobody has clicked in them. */
  public void allowDownloads() throws IOException {
    tools.call(null, "Browser.setDownloadBehavior", Map.of("behavior", "default"));
  }

  private static Process run(String program, Path folder) throws IOException {
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
      process.waitFor(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
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
    Runtime.getRuntime().removeShutdownHook(end);
    scratch.close();
  }
}
