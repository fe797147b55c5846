package dev.bellhop.conformance.mdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class MdnRunTest {
  private static final String LEAVES =
      """
      navigator.serviceWorker.ready.then(async (registration) => {
        await registration.periodicSync.register("news");
        await registration.backgroundFetch.fetch("slow", ["/slow-1.webm"]);
        await caches.open("left");
      });
      """;
  private static final String LOOKS =
      """
      navigator.serviceWorker.ready.then(async ({ periodicSync, backgroundFetch }) => {
        const found = [periodicSync.getTags(), backgroundFetch.getIds(), caches.keys()];
        console.log((await Promise.all(found)).map((all) => all.length).join());
      });
      """;
  private static final String AT =
      "{\"Examples\": {\"kind\": \"page\", \"origin\": \"https://same.mdn.test\"}}";

  private static Block block(String page, String text) {
    return new Block(page, 1, "Examples", 1, "", text);
  }

  /** Even where they have the same origin, and so the same registration. */
  @Test
  void anExampleLeavesNothingToTheNextOne(@TempDir Path folder) throws Exception {
    Files.createDirectory(folder.resolve("fixtures"));
    Files.writeString(
        folder.resolve("expectations.json"), "{\"a\": %s, \"b\": %s}".formatted(AT, AT));
    List<Outcome> outcomes = new ArrayList<>();
    var output =
        new MdnOutput() {
          @Override
          public void ran(Outcome outcome, Judgement judgement) {
            outcomes.add(outcome);
          }

          @Override
          public void total(MdnTotal total) {}
        };

    new MdnRun(MdnExpectations.read(folder), 1)
        .run(List.of(block("a", LEAVES), block("b", LOOKS)), output);

    assertThat(outcomes.getFirst().effectKinds()).contains("periodic sync registered");
    assertThat(outcomes.getLast().effects()).extracting(Effect::text).contains("logged: 0,0,0");
    assertThat(outcomes.getLast().effectKinds()).doesNotContain("background fetch success");
  }
}
