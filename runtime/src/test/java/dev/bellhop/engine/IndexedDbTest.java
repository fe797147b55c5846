package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** There is no IndexedDB, and scripts are told so where they use it. */
class IndexedDbTest {
  @Test
  void usingItFailsInASentenceAndADiagnosticShowsWhere() {
    try (var worker = new RealmHarness()) {
      worker.run(
          """
          console.log(typeof indexedDB.open, indexedDB instanceof IDBFactory);
          try {
            indexedDB.open("data");
          } catch (error) {
            console.log(error.name, error.message.includes("no IndexedDB"));
          }
          indexedDB.databases().catch(({ name }) => console.log(name));
          """);
      assertThat(worker.log)
          .containsExactly("function true", "NotSupportedError true", "NotSupportedError");
      assertThat(worker.diagnostics)
          .extracting(diagnostic -> diagnostic.name() + " " + diagnostic.frame().line())
          .containsExactly("no-indexeddb 3", "no-indexeddb 7");
    }
  }

  @Test
  void lookingWhetherItIsThereIsNoMistake() {
    try (var worker = new RealmHarness()) {
      worker.run("console.log('indexedDB' in self, typeof indexedDB, !!self.indexedDB);");
      assertThat(worker.log).containsExactly("true object true");
      assertThat(worker.diagnostics).isEmpty();
    }
  }
}
