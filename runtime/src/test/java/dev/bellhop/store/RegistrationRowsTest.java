package dev.bellhop.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.store.RegistrationRows.RegistrationRow;
import dev.bellhop.store.RegistrationRows.WorkerRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrationRowsTest {
  private static final String ORIGIN = "https://localhost";

  private static final String NO_ROUTES = "[]";
  private static final RegistrationRows.ScriptRow SCRIPT =
      new RegistrationRows.ScriptRow("b", ORIGIN + "/final.js", "text/javascript");

  @TempDir Path folder;

  private static WorkerRow worker(String state) {
    return new WorkerRow(
        0, state, ORIGIN + "/sw.js", "classic", Set.of("fetch"), true, Map.of("a", SCRIPT));
  }

  private static List<String> states(RegistrationRow row) {
    return row.workers().stream().map(WorkerRow::state).toList();
  }

  @Test
  void whatIsWrittenOfARegistrationIsReadByALaterProcess() throws Exception {
    Instant checked = Instant.parse("2026-01-02T03:04:05.006Z");
    try (Store store = Store.open(folder, StoreOptions.defaults())) {
      var rows = new RegistrationRows(store.database());
      long id = rows.insert(ORIGIN + "/", "imports").join();
      assertThat(rows.ofOrigin(ORIGIN).join())
          .containsExactly(new RegistrationRow(id, ORIGIN + "/", "imports", null, List.of()));
      rows.setUpdateViaCache(id, "none").join();
      rows.setLastUpdateCheck(id, checked).join();
      rows.installed(id, worker("installed"), NO_ROUTES).join();
    }
    try (Store store = Store.open(folder, StoreOptions.defaults())) {
      RegistrationRow row =
          new RegistrationRows(store.database()).ofOrigin(ORIGIN).join().getFirst();
      assertThat(row.updateViaCache()).isEqualTo("none");
      assertThat(row.lastUpdateCheck()).isEqualTo(checked);
      assertThat(row.workers())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
          .containsExactly(worker("installed"));
    }
  }

  @Test
  void aWorkerTakesThePlaceOfTheOneBefore() throws Exception {
    try (Store store = Store.open(folder, StoreOptions.defaults())) {
      var rows = new RegistrationRows(store.database());
      long registration = rows.insert(ORIGIN + "/", "imports").join();
      long first = rows.installed(registration, worker("installed"), NO_ROUTES).join();
      rows.activating(registration, first, "activated").join();
      rows.installed(registration, worker("installed"), NO_ROUTES).join();
      long third = rows.installed(registration, worker("installed"), NO_ROUTES).join();
      assertThat(states(rows.ofOrigin(ORIGIN).join().getFirst()))
          .containsExactly("activated", "installed");
      rows.activating(registration, third, "activating").join();
      assertThat(states(rows.ofOrigin(ORIGIN).join().getFirst())).containsExactly("activating");
    }
  }
}
