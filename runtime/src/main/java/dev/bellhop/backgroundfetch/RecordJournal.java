package dev.bellhop.backgroundfetch;

import dev.bellhop.Explanation;
import dev.bellhop.http.Causes;
import dev.bellhop.store.BackgroundFetchRow;
import dev.bellhop.store.BackgroundFetchRows;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a background fetch's changes down: what changes while a write is under way goes into the
 * next one, so that many small changes cost few transactions. Runs on the mailbox.
 */
final class RecordJournal {
  private static final Logger LOG = LoggerFactory.getLogger(RecordJournal.class);

  /** So often is what did not fit on the disk written again. */
  private static final Duration FULL_PAUSE = Duration.ofSeconds(5);

  private final FetchHost host;
  private final BackgroundFetchRows rows;
  private final Mailbox mailbox;
  private final Supplier<BackgroundFetchRow> fetchRow;
  private final IntFunction<BackgroundFetchRow.Progress> recordRow;
  private final IntConsumer recordWritten;
  private final Set<Integer> changed = new TreeSet<>();

  /** In how many writes under way a record is. */
  private final Map<Integer, Integer> underWay = new HashMap<>();

  private final List<BodyStore.Writer> dropped = new ArrayList<>();
  private boolean fetchChanged;
  private int writing;
  private boolean full;

  /**
   * A journal of which nothing is to be written yet.
   *
   * @param recordWritten told of a record whose row says what there is to say
   */
  RecordJournal(
      FetchHost host,
      Mailbox mailbox,
      Supplier<BackgroundFetchRow> fetchRow,
      IntFunction<BackgroundFetchRow.Progress> recordRow,
      IntConsumer recordWritten) {
    this.host = host;
    this.rows = host.rows();
    this.mailbox = mailbox;
    this.fetchRow = fetchRow;
    this.recordRow = recordRow;
    this.recordWritten = recordWritten;
  }

  void recordChanged(int position) {
    changed.add(position);
  }

  void fetchChanged() {
    fetchChanged = true;
  }

  /** Removes a body when no row refers to it any more. */
  void dropAfterwards(BodyStore.Writer writer) {
    dropped.add(writer);
  }

  /**
   * Writes what has changed, unless that can wait for a write under way. A change of the fetch
   * itself does not wait: the id it gives up may be in the next insert.
   */
  void flush() {
    if (fetchChanged || writing == 0 && !changed.isEmpty()) {
      write();
    }
  }

  /** Writes what has changed. */
  CompletableFuture<Void> write() {
    BackgroundFetchRow fetch = fetchChanged ? fetchRow.get() : null;
    List<Integer> positions = List.copyOf(changed);
    CompletableFuture<Void> written = rows.update(uid(), fetch, take());
    settled(written, positions, fetch != null);
    return written;
  }

  /** Writes what has changed, the fetch too, so that it would survive a power cut. */
  CompletableFuture<Void> writeSynced() {
    fetchChanged = true;
    List<Integer> positions = List.copyOf(changed);
    CompletableFuture<Void> written = rows.updateSynced(fetchRow.get(), take());
    settled(written, positions, true);
    return written;
  }

  private long uid() {
    return fetchRow.get().uid();
  }

  private List<BackgroundFetchRow.Progress> take() {
    var batch = new ArrayList<BackgroundFetchRow.Progress>(changed.size());
    for (int position : changed) {
      batch.add(recordRow.apply(position));
    }
    changed.clear();
    fetchChanged = false;
    return batch;
  }

  private void settled(CompletableFuture<Void> written, List<Integer> positions, boolean fetch) {
    writing++;
    positions.forEach(position -> underWay.merge(position, 1, Integer::sum));
    List<BodyStore.Writer> unreferenced = List.copyOf(dropped);
    dropped.clear();
    mailbox.whenDone(
        written, (ignored, failure) -> written(positions, fetch, unreferenced, failure));
  }

  private void written(
      List<Integer> positions,
      boolean fetch,
      List<BodyStore.Writer> unreferenced,
      @Nullable Throwable failure) {
    writing--;
    for (int position : positions) {
      underWay.computeIfPresent(position, (key, writes) -> writes == 1 ? null : writes - 1);
    }
    if (failure == null) {
      full = false;
      unreferenced.forEach(BodyStore.Writer::discard);
      positions.stream()
          .filter(position -> !changed.contains(position) && !underWay.containsKey(position))
          .forEach(recordWritten::accept);
      flush();
    } else {
      // Kept for the next write; the outcome is never announced without one that succeeded.
      if (Causes.of(failure) instanceof StoreException e && e.kind() == StoreException.Kind.FULL) {
        writeWhenThereIsRoom();
      } else {
        LOG.warn("A background fetch's progress could not be written down", failure);
      }
      changed.addAll(positions);
      fetchChanged |= fetch;
      dropped.addAll(unreferenced);
    }
  }

  private void writeWhenThereIsRoom() {
    if (!full) {
      full = true;
      host.trace().accept(Explanation.diagnostic("disk-full", null, Map.of()));
    }
    host.clock().schedule(FULL_PAUSE, () -> mailbox.post(this::flush));
  }
}
