package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Explanation;
import dev.bellhop.cli.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ExplainCommandTest extends ProgramTestCase {
  @Test
  void theLongFormShowsTheMistakeAndHowItIsPutRight() {
    assertThat(run("explain", "bh0001")).isZero();
    assertThat(out.toString())
        .startsWith("BH0001 waituntil-function\n\nwaitUntil() was given a function")
        .contains(
            """
            Wrong, sw.js:

                addEventListener("install", (event) => {
                  event.waitUntil(async () => {
                  ^
            """,
            "Right, sw.js:\n",
            "\nInstead: Call it",
            "\nSee https://w3c.github.io/ServiceWorker/");
  }

  @Test
  void withoutACodeAllAreListed() {
    assertThat(run("explain")).isZero();
    assertThat(out.toString())
        .startsWith("promises\n  BH0001  waituntil-function\n")
        .contains("\nruntime\n  BH0901  event-timeout\n");
  }

  @Test
  void jsonHasAllOfIt() {
    assertThat(run("explain", "--json")).isZero();
    JsonNode all = Json.MAPPER.readTree(out.toString());
    assertThat(all).hasSameSizeAs(Explanation.all());
    assertThat(all.get(0).get("code").stringValue()).isEqualTo("BH0001");
    assertThat(all.get(0).get("examples").get(0).get("line").intValue()).isEqualTo(2);
  }

  @Test
  void aCodeThatIsNotThereIsBadInput() {
    complains(
        "bellhop: Nothing is called \"BH9999\"; \"bellhop explain\" lists all codes.",
        "explain",
        "BH9999");
  }
}
