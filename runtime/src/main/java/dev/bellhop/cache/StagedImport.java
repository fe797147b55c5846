package dev.bellhop.cache;

import dev.bellhop.CacheImport;
import dev.bellhop.TraceEvent;
import dev.bellhop.archive.Exchange;
import dev.bellhop.archive.Intake;
import dev.bellhop.archive.StreamBody;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.fetch.RequestMatch;
import dev.bellhop.http.Body;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.Causes;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Puts an archive into a cache at once: its entries go into a cache that nobody sees, and move from
 * there in one transaction. After a crash, the next opening of the store removes that cache, since
 * it is marked as deleted from the start. Blocks; for one thread at a time.
 */
final class StagedImport implements Intake, AutoCloseable {
  /** A larger body goes into the store before its entry is put. */
  private static final int LARGEST_IN_MEMORY = 1 << 16;

  private static final int BATCH = 256;
  private static final long BATCH_BYTES = 4 << 20;
  private static final int MOST_TOLD = 1000;

  private final CacheStorage storage;
  private final String name;
  private final LongWork work;
  private final long stage;
  private final Cache staged;
  private final List<CacheOperation> batch = new ArrayList<>();
  private final Set<String> batchUrls = new HashSet<>();
  private final Set<Long> unused = new HashSet<>();
  private final List<CacheImport.Skip> skips = new ArrayList<>();
  private long batchBytes;
  private int skipped;
  private boolean moved;

  /** Begins an import into the cache of this name. */
  StagedImport(CacheStorage storage, String name) {
    this.storage = storage;
    this.name = name;
    this.work = new LongWork(storage, name, "import");
    stage =
        storage
            .database()
            .write(transaction -> storage.rows().insertDoomedCache(transaction, name + " (import)"))
            .join();
    staged = new Cache(storage.untold(), stage, name);
  }

  @Override
  public String origin() {
    return storage.origin();
  }

  @Override
  public boolean wants(Exchange head, String place) {
    try {
      Cache.requireCacheable(head.request(), head.response());
      return true;
    } catch (CacheException e) {
      skip(place, head.request().url().href(), String.valueOf(e.getMessage()));
      return false;
    }
  }

  @Override
  public void skip(String place, String url, String why) {
    skipped++;
    if (skips.size() < MOST_TOLD) {
      skips.add(new CacheImport.Skip(place, url, why));
    }
  }

  @Override
  public Body keep(InputStream bytes) throws IOException {
    byte[] first = bytes.readNBytes(LARGEST_IN_MEMORY);
    if (first.length < LARGEST_IN_MEMORY) {
      return BytesBody.of(first);
    }
    var all = new SequenceInputStream(new ByteArrayInputStream(first), bytes);
    try {
      StoredBody stored = storage.bodies().ready(new StreamBody(all), storage.reach()).join();
      unused.add(stored.id());
      return stored;
    } catch (CompletionException e) {
      // What the archive's bytes failed with is the reader's; the rest is not about the archive.
      if (Causes.of(e) instanceof IOException failure && !(failure instanceof StoreException)) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public void put(Exchange exchange) {
    Body body = exchange.response().body();
    long length = body == null ? 0 : body.length().orElse(0);
    // Entries that may match each other cannot be in one batch.
    if (batch.size() == BATCH
        || batchBytes > BATCH_BYTES
        || !batchUrls.add(RequestMatch.url(exchange.request()))) {
      flush();
      batchUrls.add(RequestMatch.url(exchange.request()));
    }
    batch.add(new CacheOperation.Put(exchange.request(), exchange.response()));
    batchBytes += body instanceof BytesBody ? length : 0;
    work.done(length);
  }

  private void flush() {
    staged.batch(List.copyOf(batch)).join();
    for (CacheOperation operation : batch) {
      if (operation instanceof CacheOperation.Put put
          && put.response().body() instanceof StoredBody body) {
        unused.remove(body.id());
      }
    }
    batch.clear();
    batchUrls.clear();
    batchBytes = 0;
  }

  /** Makes all of it visible. */
  CacheImport finish() {
    flush();
    Moved result =
        storage
            .database()
            .write(transaction -> storage.rows().counted(transaction, () -> move(transaction)))
            .join();
    moved = true;
    storage.hot().allChanged();
    storage.bodies().release(result.freed());
    storage.report(new TraceEvent.CacheImported(name, result.entries(), result.bytes()));
    return new CacheImport(result.entries(), result.bytes(), skipped, skips);
  }

  private record Moved(int entries, long bytes, List<Long> freed) {}

  private Moved move(Transaction transaction) throws StoreException {
    var freed = new ArrayList<Long>();
    Long found = storage.rows().findCache(transaction, name);
    long target = found == null ? storage.rows().insertCache(transaction, name) : found;
    for (FetchRequest request : meeting(transaction, target)) {
      for (CachedEntry old : storage.rows().query(transaction, target, CacheQuery.of(request))) {
        transaction.update("DELETE FROM cache_entry WHERE id = ?", old.id());
        if (old.bodyId() != null) {
          freed.add(old.bodyId());
        }
      }
    }
    long bytes =
        transaction.number(
            """
            SELECT coalesce(sum(b.length), 0) FROM cache_entry e JOIN body b ON b.id = e.body_id
            WHERE e.cache_id = ?""",
            0,
            stage);
    int entries =
        transaction.update("UPDATE cache_entry SET cache_id = ? WHERE cache_id = ?", target, stage);
    storage.rows().deleteCache(transaction, stage);
    return new Moved(entries, bytes, freed);
  }

  /** The requests whose URLs the target has already. */
  private List<FetchRequest> meeting(Transaction transaction, long target) throws StoreException {
    return transaction.list(
        """
        SELECT s.request FROM cache_entry s WHERE s.cache_id = ?
        AND EXISTS (SELECT 1 FROM cache_entry t WHERE t.cache_id = ? AND t.url = s.url)""",
        row -> MessageJson.readRequest(row.text(1)),
        stage,
        target);
  }

  /** Gives up what has not become visible. */
  @Override
  public void close() {
    if (!moved) {
      unused.addAll(
          storage
              .database()
              .write(transaction -> storage.rows().deleteCache(transaction, stage))
              .join());
    }
    storage.bodies().release(unused).join();
  }
}
