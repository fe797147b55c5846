package dev.bellhop.conformance;

import dev.bellhop.BellhopException;
import dev.bellhop.SiteOptions;
import dev.bellhop.conformance.TestCase.Scheme;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tests' own server, wptserve, as a child process on loopback: on free ports, with certificates
 * made for this run. It ends with {@link #close()}, and by itself where this process dies.
 */
final class WptServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int END_SECONDS = 8;
  private static final String HOST = "web-platform.test";
  private static final String OTHER_HOST = "not-web-platform.test";

  /** The names below each host that wptserve knows; others must stay unknown. */
  private static final List<String> BELOW =
      List.of("www.", "www1.", "www2.", "xn--n8j6ds53lwwkrqhv28a.", "xn--lve-6lad.");

  /** Where vendors of browsers put theirs, too. */
  private static final List<String> OURS =
      List.of("testharnessreport.js", "testdriver.js", "testdriver-vendor.js");

  private final Process process;
  private final Path folder;
  private final WptPorts ports;

  private WptServer(Process process, Path folder, WptPorts ports) {
    this.process = process;
    this.folder = folder;
    this.ports = ports;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param folder an empty folder for its files; they stay until somebody deletes the folder
   * @throws BellhopException where it does not start, with what it said
   */
  static WptServer start(WptTree tree, Path folder) throws IOException, InterruptedException {
    requirePrograms(System.getenv().getOrDefault("PATH", ""));
    Path vendor = Files.createDirectory(folder.resolve("vendor"));
    for (String name : OURS) {
      copy("vendor/" + name, vendor.resolve(name));
    }
    Path script = folder.resolve("wptserve.py");
    copy("wptserve.py", script);
    WptPorts ports = WptPorts.free();
    Path config = folder.resolve("config.json");
    Files.writeString(config, JSON.writeValueAsString(config(folder, vendor, ports)));
    Process process = launch(tree, script, config);
    var server = new WptServer(process, folder, ports);
    try {
      server.awaitReady();
      return server;
    } catch (BellhopException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private static Process launch(WptTree tree, Path script, Path config) throws IOException {
    var builder =
        new ProcessBuilder(
            "python3", script.toString(), tree.root().toString(), "--config", config.toString());
    builder.directory(tree.root().toFile());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.redirectErrorStream(true);
    builder.redirectOutput(config.resolveSibling("server.log").toFile());
    return builder.start();
  }

  /**
   * Looks whether what the server needs is there.
   *
   * @param path the folders of programs, as in the environment's variable
   * @throws BellhopException where something is missing
   */
  static void requirePrograms(String path) {
    for (String program : List.of("python3", "openssl")) {
      boolean isThere =
          Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      if (!isThere) {
        throw new BellhopException(
            BellhopException.Kind.INPUT,
            "The tests' server needs " + program + ", which is in no folder of PATH.");
      }
    }
  }

  private static Map<String, Object> config(Path folder, Path vendor, WptPorts ports)
      throws IOException {
    Map<String, Object> used = new LinkedHashMap<>(ports.named());
    used.put("webtransport-h3", List.of());
    List<Map<String, String>> aliases = new ArrayList<>();
    for (String name : OURS) {
      aliases.add(Map.of("url-path", "/resources/" + name, "local-dir", vendor.toString()));
    }
    Path certificates = Files.createDirectory(folder.resolve("certificates"));
    return Map.of(
        "server_host",
        "127.0.0.1",
        "check_subdomains",
        false,
        "ports",
        used,
        "aliases",
        aliases,
        "ssl",
        Map.of(
            "type",
            "openssl",
            "openssl",
            Map.of(
                "openssl_binary",
                "openssl",
                "base_path",
                certificates.toString(),
                "password",
                "web-platform-tests",
                "force_regenerate",
                false,
                "duration",
                30)));
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(WptServer.class.getResourceAsStream(resource), resource)) {
      Files.copy(in, target);
    }
  }

  private void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ports.allListened()) {
      if (!process.isAlive()) {
        throw notStarted("ended");
      }
      if (System.nanoTime() > end) {
        throw notStarted("did not answer for " + PATIENCE.toSeconds() + " s");
      }
      process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private BellhopException notStarted(String what) {
    String said;
    try {
      List<String> lines = Files.readAllLines(folder.resolve("server.log"));
      said = String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    } catch (IOException e) {
      said = "";
    }
    return new BellhopException(
        BellhopException.Kind.INPUT, "The tests' server " + what + ". It said:\n" + said);
  }

  /** The site that a test's page is of. Workers run there also where it has plain http. */
  SiteOptions site(TestCase test) {
    Scheme scheme = test.scheme();
    String origin =
        (scheme == Scheme.HTTP ? "http://" : "https://")
            + (test.isBelowHost() ? "www." + HOST : HOST)
            + ":"
            + ports.first(scheme);
    SiteOptions site = SiteOptions.network(origin);
    return scheme == Scheme.HTTP ? site.withTrust(SiteOptions.Trust.CONFIGURED) : site;
  }

  /** A text of a test, with placeholders where the ports of this run were in it. */
  String withoutPorts(String text) {
    return ports.withoutPorts(text);
  }

  /** The certificate that those of the server are signed with. */
  Path certificateAuthority() {
    return folder.resolve("certificates").resolve("cacert.pem");
  }

  /** The host names that lead to it. */
  List<String> hosts() {
    List<String> hosts = new ArrayList<>();
    for (String host : List.of(HOST, OTHER_HOST)) {
      hosts.add(host);
      for (String below : BELOW) {
        hosts.add(below + host);
        hosts.add("*." + below + host);
      }
    }
    return hosts;
  }

  /** Its process, for who wants to see that it ends. */
  ProcessHandle process() {
    return process.toHandle();
  }

  /** Stops it, orderly where it can. Doing it twice is the same as once. */
  @Override
  public void close() {
    List<ProcessHandle> below = process.descendants().toList();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    below.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(below);
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, END_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
