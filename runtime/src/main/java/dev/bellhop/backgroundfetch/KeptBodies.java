package dev.bellhop.backgroundfetch;

import dev.bellhop.DamagedEntry;
import dev.bellhop.FetchCheck;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.store.BodyCheck;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.FetchRecordRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Re-reads the bodies that an origin's background fetches keep. Safe from any thread. */
public final class KeptBodies {
  private final FetchRecordRows rows;
  private final BodyStore bodies;

  /** The bodies of the records in these rows. */
  public KeptBodies(FetchRecordRows rows, BodyStore bodies) {
    this.rows = rows;
    this.bodies = bodies;
  }

  /** Compares each with what was noted when it was stored; one after the other. */
  public CompletableFuture<List<FetchCheck>> verify(String origin) {
    return rows.kept(origin).thenCompose(this::verify);
  }

  private CompletableFuture<List<FetchCheck>> verify(List<FetchRecordRows.Kept> kept) {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (FetchRecordRows.Kept body : kept) {
      all =
          all.thenCompose(before -> bodies.check(body.bodyId()))
              .thenAccept(
                  check ->
                      tallies.computeIfAbsent(body.fetch(), fetch -> new Tally()).add(body, check));
    }
    return all.thenApply(
        done -> {
          List<FetchCheck> checks = new ArrayList<>();
          tallies.forEach(
              (fetch, tally) ->
                  checks.add(new FetchCheck(fetch, tally.bodies, tally.bytes, tally.damaged)));
          return checks;
        });
  }

  private static final class Tally {
    private final List<DamagedEntry> damaged = new ArrayList<>();
    private int bodies;
    private long bytes;

    private void add(FetchRecordRows.Kept body, BodyCheck check) {
      bodies++;
      bytes += check.length();
      if (check.damage() != null) {
        FetchRequest request = MessageJson.readRequest(body.request());
        damaged.add(
            new DamagedEntry(request.method(), request.url().href(), check.file(), check.damage()));
      }
    }
  }
}
