package dev.bellhop.backgroundfetch;

import dev.bellhop.backgroundfetch.RecordReader.Loaded;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.store.BackgroundFetchRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The records of a background fetch that are in memory: those under way, a few whose turn is next,
 * and those that a script has asked for. The others are in their rows only. Runs on the mailbox.
 */
final class RecordShelf {
  /** So many are read at once, in the order of their turns. */
  static final int AHEAD = 32;

  private static final class Held {
    private final FetchRequest request;
    private RecordData data;

    Held(FetchRequest request, RecordData data) {
      this.request = request;
      this.data = data;
    }
  }

  private final FetchHost host;
  private final Mailbox mailbox;
  private final long uid;
  private final Map<Integer, Held> held = new HashMap<>();
  private final Map<Integer, CompletableFuture<Loaded>> coming = new HashMap<>();

  /** Records that have ended while the rows were being read, and are to go afterwards. */
  private final List<Integer> leaving = new ArrayList<>();

  private int reading;
  private CompletableFuture<Void> quiet = new CompletableFuture<>();
  private boolean restAborted;

  RecordShelf(FetchHost host, Mailbox mailbox, long uid) {
    this.host = host;
    this.mailbox = mailbox;
    this.uid = uid;
  }

  /** A record is here from now on. Where a script has its data already, it stays with those. */
  void put(int position, Loaded record) {
    held.putIfAbsent(position, new Held(record.request(), record.data()));
  }

  /** The request of a record that is here. */
  FetchRequest request(int position) {
    return get(position).request;
  }

  /** Where the bytes of a record are that is here. */
  RecordData data(int position) {
    return get(position).data;
  }

  /** Replaces what has come of a record. */
  void replaceData(int position, RecordData data) {
    get(position).data = data;
  }

  /** What has come of the records that are here. */
  Collection<RecordData> allData() {
    return held.values().stream().map(each -> each.data).toList();
  }

  /** Ends the records that a script has asked for and whose turn never came. */
  void abortIdle(IntPredicate begun) {
    restAborted = true;
    coming.clear();
    for (int position : List.copyOf(held.keySet())) {
      if (!begun.test(position) && !leaving.contains(position)) {
        data(position).failed(RecordResult.ABORTED, null);
        remove(position);
      }
    }
  }

  /** A record that has ended, and whose row says so, need not be here any more. */
  void remove(int position) {
    if (reading > 0) {
      leaving.add(position);
    } else {
      held.remove(position);
    }
  }

  /**
   * Reads a record from its row, and some that come after it.
   *
   * @param next whose turn is next, this one not among them
   */
  CompletableFuture<Loaded> load(int position, List<Integer> next) {
    CompletableFuture<Loaded> started = coming.remove(position);
    if (started != null) {
      return started;
    }
    var positions = new ArrayList<Integer>();
    positions.add(position);
    next.stream().filter(each -> !coming.containsKey(each)).forEach(positions::add);
    CompletableFuture<List<BackgroundFetchRow.Record>> rows =
        host.rows().records().read(uid, positions, host.bodies());
    for (int i = 1; i < positions.size(); i++) {
      coming.put(positions.get(i), record(rows, i));
    }
    return record(rows, 0);
  }

  private CompletableFuture<Loaded> record(
      CompletableFuture<List<BackgroundFetchRow.Record>> rows, int index) {
    return rows.thenCompose(read -> RecordReader.unended(read.get(index), host.bodies()));
  }

  /**
   * The records that a query finds, in their order: from memory where they are here, else from
   * their rows. One that waits for its turn is here from now on, so that its finder hears of it.
   */
  CompletableFuture<List<FetchRecord>> find(RecordQuery query) {
    return read(
        host.rows().records().read(uid, host.bodies()),
        rows -> {
          var found = new ArrayList<FetchRecord>();
          for (BackgroundFetchRow.Record row : rows) {
            Held here = held.get(row.progress().position());
            FetchRequest request = here == null ? RecordReader.request(row) : here.request;
            FetchResponse head =
                here == null ? RecordReader.head(row.progress()) : here.data.head();
            if (query.matches(request, head, host.policy())) {
              RecordData data = here == null ? data(row, request) : here.data;
              found.add(new FetchRecord(request, data, host.policy()));
            }
          }
          return found;
        });
  }

  private RecordData data(BackgroundFetchRow.Record row, FetchRequest request) {
    if (!row.progress().result().isEmpty()) {
      return RecordReader.ended(row);
    }
    RecordData data = new RecordData();
    if (restAborted) {
      data.failed(RecordResult.ABORTED, null);
    } else {
      held.put(row.progress().position(), new Held(request, data));
    }
    return data;
  }

  /** Makes something, on the mailbox, of the rows of all records and what is here meanwhile. */
  <T> CompletableFuture<T> bare(Function<List<BackgroundFetchRow.Record>, T> reader) {
    return read(host.rows().records().readBare(uid), reader);
  }

  private <T> CompletableFuture<T> read(
      CompletableFuture<List<BackgroundFetchRow.Record>> rows,
      Function<List<BackgroundFetchRow.Record>, T> reader) {
    reading++;
    return rows.thenCompose(read -> mailbox.ask(() -> reader.apply(read)))
        .whenComplete((result, failure) -> mailbox.post(this::readingEnded));
  }

  /** Completes when no rows are being read: what a script has asked for must still be there. */
  CompletableFuture<Void> quiet() {
    return reading == 0 ? CompletableFuture.completedFuture(null) : quiet;
  }

  private void readingEnded() {
    if (--reading == 0) {
      leaving.forEach(held::remove);
      leaving.clear();
      CompletableFuture<Void> waiting = quiet;
      quiet = new CompletableFuture<>();
      waiting.complete(null);
    }
  }

  private Held get(int position) {
    Held present = held.get(position);
    if (present == null) {
      throw new IllegalStateException("record " + position + " is not here");
    }
    return present;
  }
}
