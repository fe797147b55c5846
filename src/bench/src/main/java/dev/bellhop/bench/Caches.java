package dev.bellhop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Cache Storage beside Deno's, undici's and Chromium's, by turns. */
@Command(
    name = "caches",
    mixinStandardHelpOptions = true,
    description = "Cache Storage beside Deno's, undici's and Chromium's, by turns.")
final class Caches implements Callable<Integer> {
  private static final int FILES = 200;

  /**
   * How often something is done.
   *
   * @param warmUp before measuring begins: until rates rise no more
   */
  private record Times(int warmUp, int measured) {}

  /** What a runtime is given to do. */
  private record Load(Times puts, Times matches) {}

  /**
   * Its compiler is Java code, which has to be compiled itself before it is of use. What is
   * measured takes a second or more everywhere.
   */
  private static final Load OURS = new Load(new Times(30_000, 20_000), new Times(200_000, 100_000));

  /** Compilers and caches of the peers are warm after less. */
  private static final Load THEIRS = new Load(new Times(1000, 3000), new Times(2000, 10_000));

  @Mixin private Surroundings surroundings = new Surroundings();

  @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--peers",
      description = "The node_modules with deno and undici (default: ${DEFAULT-VALUE}).")
  private Path modules =
      Path.of(System.getProperty("user.home"), ".cache/bellhop/peers/node_modules");

  @Option(names = "--chromium", description = "Chromium (default: ${DEFAULT-VALUE}).")
  private String chromium = "/usr/bin/chromium";

  @Option(
      names = "--only",
      split = ",",
      description = "What to measure: ${COMPLETION-CANDIDATES} (default: all).")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--entries",
      description = "The larger of two caches to match in (default: ${DEFAULT-VALUE}).")
  private int entries = 1_000_000;

  @Option(names = "--large", description = "MiB of a large body (default: ${DEFAULT-VALUE}).")
  private long large = 1024;

  private enum Part {
    peers,
    strict,
    entries,
    large
  }

  @Override
  public Integer call() throws Exception {
    DownloadJob files = DownloadJob.prepare(surroundings.work(), FILES, 10);
    Files.writeString(files.folder().resolve("page.html"), "<!doctype html><title>bench</title>");
    try (FileServer server = FileServer.start(files.folder())) {
      String base = server.url("");
      var bellhop = new BellhopCaches(surroundings.launcher(), surroundings.work(), base);
      if (parts.contains(Part.peers)) {
        compare(bellhop, base);
      }
      if (parts.contains(Part.strict)) {
        new StrictCaches(surroundings.launcher(), surroundings.work(), base).measure(rounds);
      }
      if (parts.contains(Part.entries)) {
        new ManyEntries(surroundings.launcher(), surroundings.work(), base).measure(entries);
      }
    }
    if (parts.contains(Part.large)) {
      new LargeBody(surroundings.launcher(), surroundings.work()).measure(rounds, large);
    }
    return 0;
  }

  private void compare(BellhopCaches bellhop, String base)
      throws IOException, InterruptedException {
    Map<String, Results> results = new LinkedHashMap<>();
    List<CachePeer> peers = peers(base);
    peers.addFirst(bellhop);
    for (int round = 0; round < rounds; round++) {
      for (CachePeer peer : peers) {
        Load load = peer == bellhop ? OURS : THEIRS;
        JsonNode found =
            peer.run(
                """
                const put = await putRate(%d, %d, 1);
                const cache = await filled("matched", 1000);
                const match = await matchRate(cache, 1000, %d, %d);
                return { put, match, ...await addAllTimes(%d, 5) };"""
                    .formatted(
                        load.puts().warmUp(),
                        load.puts().measured(),
                        load.matches().warmUp(),
                        load.matches().measured(),
                        FILES));
        results.computeIfAbsent(peer.name(), name -> new Results()).add(found);
      }
      System.out.println("round " + (round + 1) + ": " + results);
    }
    System.out.println("bellhop: " + OURS + ", the others: " + THEIRS);
    Results own = results.get(bellhop.name());
    results.forEach((name, each) -> System.out.println(each.line(name, own)));
  }

  private List<CachePeer> peers(String base) {
    var peers = new ArrayList<CachePeer>();
    Path deno = modules.resolve(".bin/deno");
    if (Files.isExecutable(deno)) {
      peers.add(ScriptCaches.deno(deno.toString(), surroundings.work(), base));
    }
    Path undici = modules.resolve("undici/index.js");
    if (Files.exists(undici)) {
      peers.add(ScriptCaches.undici("node", undici, surroundings.work(), base));
    }
    if (Files.isExecutable(Path.of(chromium))) {
      peers.add(new ChromiumCaches(chromium, surroundings.work(), base));
    }
    return peers;
  }

  /** What one runtime took, over the rounds. */
  private static final class Results {
    private final Samples puts = new Samples();
    private final Samples matches = new Samples();
    private final Samples addAlls = new Samples();

    void add(JsonNode found) {
      puts.add(found.path("put").asDouble());
      matches.add(found.path("match").asDouble());
      addAlls.add(found.path("addAll").asDouble() / found.path("bare").asDouble());
    }

    String line(String name, Results own) {
      return "%s: put %,.0f/s (ours is %.1f of it), match %,.0f/s (%.1f), addAll %.2f of bare"
          .formatted(
              name,
              puts.median(),
              own.puts.median() / puts.median(),
              matches.median(),
              own.matches.median() / matches.median(),
              addAlls.median());
    }

    @Override
    public String toString() {
      return "put %.0f/s, match %.0f/s, addAll %.2f"
          .formatted(puts.all().getLast(), matches.all().getLast(), addAlls.all().getLast());
    }
  }
}
