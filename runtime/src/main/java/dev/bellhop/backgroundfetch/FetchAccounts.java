package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.store.BackgroundFetchRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says where a background fetch stands, be it that this process runs it or that only its rows are
 * left. Safe from any thread.
 */
final class FetchAccounts {
  private final FetchHost host;
  private final Mailbox mailbox;
  private final RunningFetches running;

  FetchAccounts(FetchHost host, Mailbox mailbox, RunningFetches running) {
    this.host = host;
    this.mailbox = mailbox;
    this.running = running;
  }

  /** Where a fetch stands, or null where there is none with this uid. */
  CompletableFuture<@Nullable BackgroundFetchInfo> info(long uid) {
    return mailbox
        .ask(
            () -> {
              FetchTask task = running.find(uid);
              return task == null ? stored(uid) : known(task);
            })
        .thenCompose(Function.identity());
  }

  /** All fetches of a registration that are kept: active ones first, then settled ones. */
  CompletableFuture<List<BackgroundFetchInfo>> list(long registrationId) {
    return host.rows().list(registrationId).thenCompose(this::infos);
  }

  /** The newest fetch of a registration with this id, settled or not; null where there is none. */
  CompletableFuture<@Nullable FetchSnapshot> newest(long registrationId, String id) {
    return host.rows()
        .list(registrationId)
        .thenCompose(
            rows -> {
              BackgroundFetchRow newest = null;
              for (BackgroundFetchRow row : rows) {
                newest = row.id().equals(id) ? row : newest;
              }
              return newest == null ? CompletableFuture.completedFuture(null) : snapshot(newest);
            });
  }

  /** Where a fetch stands that this process does not run, or null where there is none. */
  CompletableFuture<@Nullable BackgroundFetchInfo> stored(long uid) {
    return host.rows()
        .find(uid)
        .thenCompose(
            row ->
                row == null
                    ? CompletableFuture.completedFuture(null)
                    : host.rows()
                        .records()
                        .readBare(uid)
                        .thenApply(records -> InfoReader.of(row, records)));
  }

  /** What scripts see of a fetch, settled or not; null where there is none with this uid. */
  CompletableFuture<@Nullable FetchSnapshot> snapshot(long uid) {
    return host.rows()
        .find(uid)
        .thenCompose(row -> row == null ? CompletableFuture.completedFuture(null) : snapshot(row));
  }

  private static CompletableFuture<@Nullable BackgroundFetchInfo> known(FetchTask task) {
    return task.info().thenApply(info -> info);
  }

  private CompletableFuture<@Nullable FetchSnapshot> snapshot(BackgroundFetchRow row) {
    return info(row.uid())
        .thenApply(
            info ->
                info == null
                    ? null
                    : new FetchSnapshot(
                        row.uid(),
                        row.registrationId(),
                        row.id(),
                        info.uploadTotal(),
                        info.uploaded(),
                        info.downloadTotal(),
                        info.downloaded(),
                        info.result(),
                        info.failureReason(),
                        info.recordsAvailable()));
  }

  private CompletableFuture<List<BackgroundFetchInfo>> infos(List<BackgroundFetchRow> rows) {
    var infos = new ArrayList<CompletableFuture<@Nullable BackgroundFetchInfo>>();
    for (BackgroundFetchRow row : rows) {
      infos.add(info(row.uid()));
    }
    return CompletableFuture.allOf(infos.toArray(CompletableFuture[]::new))
        .thenApply(
            ok -> {
              var active = new ArrayList<BackgroundFetchInfo>();
              var settled = new ArrayList<BackgroundFetchInfo>();
              for (CompletableFuture<@Nullable BackgroundFetchInfo> each : infos) {
                BackgroundFetchInfo info = each.join();
                if (info != null) {
                  (info.result().isEmpty() ? active : settled).add(info);
                }
              }
              active.addAll(settled);
              return active;
            });
  }
}
