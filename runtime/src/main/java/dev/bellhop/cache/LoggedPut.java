package dev.bellhop.cache;

import dev.bellhop.Explanation;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.http.BytesBody;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.Database;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Reservation;
import dev.bellhop.store.SharedWork;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.store.Transaction;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The put of one entry with a small body, by way of the log. Its record has all that it takes: the
 * cache with its origin and name, for ids may be used again; when it was put; request, response and
 * body.
 */
final class LoggedPut implements Database.LoggedWrite {
  /** Stands for a null body where the length of one would. */
  private static final int NO_BODY = -1;

  private final CacheRows rows;
  private final BodyStore bodies;
  private final HotEntries hot;
  private final Consumer<TraceEvent> trace;
  private final String name;
  private final EntryHead head;
  private final CachedEntry entry;
  private final long storedAt;
  private final Reservation reservation;

  private LoggedPut(
      CacheRows rows,
      BodyStore bodies,
      HotEntries hot,
      Consumer<TraceEvent> trace,
      String name,
      EntryHead head,
      CachedEntry entry,
      long storedAt,
      Reservation reservation) {
    this.rows = rows;
    this.bodies = bodies;
    this.hot = hot;
    this.trace = trace;
    this.name = name;
    this.head = head;
    this.entry = entry;
    this.storedAt = storedAt;
    this.reservation = reservation;
  }

  /** Such a put, for which room is taken; null where the body is not small or there is no room. */
  static @Nullable LoggedPut of(
      CacheStorage storage, long cache, String name, FetchRequest request, FetchResponse response) {
    Body body = response.body();
    byte[] bytes = body == null ? null : body.inMemory();
    if (body != null && (bytes == null || bytes.length > StoreOptions.SMALL_BODY)) {
      return null;
    }
    StoredBody stored =
        body == null ? null : storage.bodies().ready(body, Reach.PROCESS).getNow(null);
    EntryHead head = EntryHead.of(request, response.withBody(stored));
    try {
      return new LoggedPut(
          storage.rows(),
          storage.bodies(),
          storage.hot(),
          storage::report,
          name,
          head,
          head.entry(CachedEntry.NO_ID, cache, stored),
          storage.now(),
          storage.bodies().reserve(bytes(head, stored)));
    } catch (StoreException e) {
      // There may be after what waits in the log.
      return null;
    }
  }

  private static long bytes(EntryHead head, @Nullable StoredBody body) {
    return head.bytes() + (body == null ? 0 : body.size());
  }

  /** The put that a record tells. */
  static LoggedPut read(BodyStore all, HotEntries hot, ByteBuffer record) throws IOException {
    try {
      long cache = record.getLong();
      long storedAt = record.getLong();
      String origin = text(record);
      String name = StoredName.read(text(record));
      String request = text(record);
      String response = text(record);
      int length = record.getInt();
      BodyStore bodies = all.of(origin);
      StoredBody body = null;
      if (length != NO_BODY) {
        byte[] bytes = new byte[length];
        record.get(bytes);
        body = bodies.ready(BytesBody.of(bytes), Reach.PROCESS).getNow(null);
      }
      EntryHead head = EntryHead.read(request, response, body);
      return new LoggedPut(
          new CacheRows(origin, bodies),
          bodies,
          hot,
          event -> {},
          name,
          head,
          head.entry(CachedEntry.NO_ID, cache, body),
          storedAt,
          bodies.promised(bytes(head, body)));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("a logged put does not say what was put", e);
    }
  }

  private static String text(ByteBuffer record) {
    byte[] bytes = new byte[record.getInt()];
    record.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public byte[] record() {
    byte[][] texts = {
      utf8(rows.origin()),
      utf8(StoredName.of(name)),
      utf8(head.requestText()),
      utf8(head.responseText())
    };
    byte[] body = head.response().body() == null ? null : head.response().body().inMemory();
    int length = 2 * Long.BYTES + Integer.BYTES + (body == null ? 0 : body.length);
    for (byte[] text : texts) {
      length += Integer.BYTES + text.length;
    }
    ByteBuffer record = ByteBuffer.allocate(length);
    record.putLong(entry.cache()).putLong(storedAt);
    for (byte[] text : texts) {
      record.putInt(text.length).put(text);
    }
    if (body == null) {
      record.putInt(NO_BODY);
    } else {
      record.putInt(body.length).put(body);
    }
    return record.array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The entry that it makes, as far as it is known before the tables have it. */
  CachedEntry entry() {
    return entry;
  }

  /** It was not logged after all. */
  void giveUp() {
    reservation.end();
  }

  @Override
  public void logged() {
    hot.logged(entry);
  }

  @Override
  public void ask(SharedWork shared) {
    rows.ask(shared, entry.cache(), name, entry.url());
    if (entry.response().body() instanceof StoredBody body) {
      bodies.ask(shared, body);
    }
  }

  @Override
  public @Nullable Void run(Transaction transaction) throws StoreException {
    Boolean doomed = rows.isDoomed(transaction, entry.cache(), name);
    if (doomed == null) {
      transaction.whenOver(committed -> over(committed, List.of()));
      return null;
    }
    var changes = new EntryChanges(rows, bodies.within(reservation), entry.cache());
    EntryChanges.Put put = changes.put(transaction, head, storedAt);
    changes.end(transaction, doomed);
    transaction.whenOver(
        committed -> over(committed, put.alone() ? List.of(put.entry()) : List.of()));
    return null;
  }

  private void over(boolean committed, List<CachedEntry> entries) {
    if (committed) {
      reservation.end();
      hot.applied(entry, entries);
    }
  }

  @Override
  public void refused(Throwable failure) {
    over(true, List.of());
    hot.allChanged();
    trace.accept(
        Explanation.diagnostic(
            "cached-put-lost",
            null,
            Map.of("url", entry.url(), "why", String.valueOf(failure.getMessage()))));
  }
}
