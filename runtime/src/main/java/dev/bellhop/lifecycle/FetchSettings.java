package dev.bellhop.lifecycle;

import dev.bellhop.routing.RouterJson;
import dev.bellhop.store.FetchSettingRows;
import dev.bellhop.store.FetchSettingRows.PreloadRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * What registrations and workers have laid down about fetches, beside the rows of it. Safe from any
 * thread.
 */
public final class FetchSettings {
  private final FetchSettingRows rows;

  /** Over these rows. */
  public FetchSettings(FetchSettingRows rows) {
    this.rows = rows;
  }

  /** Takes up what is written down about registrations that were restored. */
  public CompletableFuture<Void> restore(List<WorkerRegistration> registrations) {
    return rows.all()
        .thenAccept(
            settings -> {
              for (WorkerRegistration registration : registrations) {
                PreloadRow preload = settings.preloads().get(registration.id());
                if (preload != null) {
                  registration.preload(
                      before -> new PreloadState(preload.enabled(), preload.headerValue()));
                }
                for (Worker worker : registration.workers()) {
                  String rules = settings.routes().get(worker.id());
                  if (rules != null) {
                    worker.routes(RouterJson.read(rules));
                  }
                }
              }
            });
  }

  /** Changes a registration's navigation preload, and writes it down. */
  public CompletableFuture<Void> changePreload(
      WorkerRegistration registration, UnaryOperator<PreloadState> change) {
    PreloadState next = registration.preload(change);
    return rows.setPreload(registration.id(), new PreloadRow(next.enabled(), next.headerValue()));
  }
}
