package dev.bellhop.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InstrumentsTest {
  @Test
  void aWorkersLinesKeepTheirNumbers() {
    String script = "first();\nsecond();\n";

    assertThat(Instruments.intoWorker(script, "classic", "/observe.js").lines())
        .containsExactly("importScripts(\"/observe.js\");first();", "second();");
  }

  @Test
  void aStrictWorkerStaysStrict() {
    assertThat(Instruments.intoWorker("'use strict';\nrun();", "classic", "/observe.js"))
        .startsWith("\"use strict\";importScripts(");
  }

  @Test
  void aModuleImportsThem() {
    assertThat(Instruments.intoWorker("run();", "module", "/observe.js"))
        .isEqualTo("import \"/observe.js\";run();");
  }

  @Test
  void aPageRunsThemFirstAndKeepsItsMode() {
    String page =
        Instruments.intoPage("<!DOCTYPE html>\n<html lang=en><head><script>own()</script>");

    assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=en><head><link");
    assertThat(page.indexOf("bellhopCompare")).isLessThan(page.indexOf("own()"));
  }
}
