package dev.bellhop.lifecycle;

import dev.bellhop.HostClock;
import dev.bellhop.Trace;
import dev.bellhop.store.RegistrationRows.RegistrationRow;
import dev.bellhop.store.RegistrationRows.WorkerRow;
import dev.bellhop.url.Url;
import org.jspecify.annotations.Nullable;

/**
 * Makes workers, new ones and those that are written down.
 *
 * @param fetch brings the scripts that workers import
 * @param realms where they run
 * @param clock measures how long they have been idle
 * @param trace is told what becomes of them
 * @param limits how long they live
 */
public record WorkerFactory(
    ScriptFetch fetch, RealmSource realms, HostClock clock, Trace trace, WorkerLimits limits) {
  /** A new worker. */
  Worker make(WorkerRegistration registration, Url scriptUrl, String type, FetchedScripts fetched) {
    return make(
        registration,
        scriptUrl,
        type,
        WorkerScripts.growing(scriptUrl, fetch, registration.importCacheMode(), fetched));
  }

  private Worker make(
      WorkerRegistration registration, Url scriptUrl, String type, WorkerScripts scripts) {
    return new Worker(registration, scriptUrl, type, scripts, realms, clock, trace, limits);
  }

  /**
   * A registration with its workers as an earlier process left them; null where nothing of it is
   * worth keeping. A worker that was being activated is activated: its event had its chance.
   */
  @Nullable WorkerRegistration restore(RegistrationRow row) {
    Url scope = Url.parse(row.scope(), null);
    if (scope == null) {
      return null;
    }
    var registration = new WorkerRegistration(row.id(), scope, row.updateViaCache());
    registration.lastUpdateCheck(row.lastUpdateCheck());
    for (WorkerRow workerRow : row.workers()) {
      restore(registration, workerRow);
    }
    return registration.newest() == null ? null : registration;
  }

  private void restore(WorkerRegistration registration, WorkerRow row) {
    Url scriptUrl = Url.parse(row.scriptUrl(), null);
    if (scriptUrl == null) {
      return;
    }
    Worker worker =
        make(
            registration,
            scriptUrl,
            row.type(),
            WorkerScripts.installed(
                scriptUrl, fetch, registration.importCacheMode(), row.scripts()));
    switch (WorkerState.of(row.state())) {
      case INSTALLED -> {
        worker.restore(row, WorkerState.INSTALLED);
        registration.restoreWaiting(worker);
      }
      case ACTIVATING, ACTIVATED -> {
        worker.restore(row, WorkerState.ACTIVATED);
        registration.restoreActive(worker);
      }
      case PARSED, INSTALLING, REDUNDANT -> {
        // Discarded when a host shuts down.
      }
    }
  }
}
