package dev.bellhop.conformance.compatibility;

import dev.bellhop.Bellhop;
import dev.bellhop.BellhopException;
import dev.bellhop.SiteOptions;
import dev.bellhop.TraceEvent;
import dev.bellhop.conformance.output.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service worker answers about itself.
 *
 * @param absent the paths of what is specified and not there
 * @param besides what its global has that no table has, those of ECMAScript included
 */
record RealmMembers(Set<String> absent, Set<String> besides) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MARK = "bellhop-compatibility:";
  private static final long SECONDS = 60;

  boolean has(Member member) {
    return !absent.contains(member.path());
  }

  /** Asks a service worker of Bellhop. */
  static RealmMembers inBellhop(Specified specified) throws IOException, InterruptedException {
    var answer = new CompletableFuture<String>();
    try (TemporaryFolder folder = TemporaryFolder.create("bellhop-compatibility-")) {
      Path site = folder.folder("site");
      Files.writeString(
          site.resolve("sw.js"), script(specified) + "console.log(\"" + MARK + "\" + answer);");
      try (Bellhop host =
          Bellhop.builder()
              .dataFolder(folder.folder("data"))
              .onTrace(
                  entry -> {
                    if (entry.event() instanceof TraceEvent.ConsoleMessage(_, _, String text)
                        && text.startsWith(MARK)) {
                      answer.complete(text.substring(MARK.length()));
                    }
                  })
              .open()) {
        host.site(SiteOptions.folder(site)).register().get(SECONDS, TimeUnit.SECONDS);
        return read(answer.get(SECONDS, TimeUnit.SECONDS));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new BellhopException(
          BellhopException.Kind.SCRIPT, "The worker does not tell what it has.", null, e);
    }
  }

  /** A worker's script that leaves the answer, a text, in {@code answer}. */
  static String script(Specified specified) {
    List<List<String>> members =
        specified.members().stream()
            .map(member -> List.of(member.owner(), member.name(), member.kind()))
            .toList();
    return Table.text("probe.js")
        + "\nconst answer = JSON.stringify(probe("
        + JSON.writeValueAsString(members)
        + "));\n";
  }

  /** Reads the answer. */
  static RealmMembers read(String answer) {
    JsonNode told = JSON.readTree(answer);
    Set<String> absent = new TreeSet<>();
    for (JsonNode member : told.path("absent")) {
      var missing =
          new Member(
              "", member.path(0).asString(), member.path(1).asString(), member.path(2).asString());
      absent.add(missing.path());
    }
    Set<String> besides = new TreeSet<>();
    told.path("besides").forEach(name -> besides.add(name.asString()));
    return new RealmMembers(absent, besides);
  }
}
