package dev.bellhop.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Removes bodies that nothing refers to, and sees that they count against their quotas no longer
 * than something does. One for all bodies of a data folder; safe from any thread.
 */
final class BodyRemoval {
  private final Database database;
  private final BodyFiles files;
  private final Quota quota;
  private final Executor io;
  private final BodyPins pins = new BodyPins(id -> release(List.of(id)));

  /** Bodies that count against no quota any more, while somebody still uses them. */
  private final Set<Long> uncounted = ConcurrentHashMap.newKeySet();

  BodyRemoval(Database database, BodyFiles files, Quota quota, Executor io) {
    this.database = database;
    this.files = files;
    this.quota = quota;
    this.io = io;
  }

  /** Which bodies are in use. */
  BodyPins pins() {
    return pins;
  }

  /** As {@link BodyStore#forget}. */
  void forget(Transaction transaction, long bodyId) throws StoreException {
    BodyRows.BodyRow row = BodyRows.read(transaction, bodyId);
    if (row != null) {
      discount(transaction, bodyId, row);
      BodyRows.delete(transaction, bodyId);
    }
  }

  /** As {@link #release(Transaction, Collection)}, in a transaction of its own. */
  CompletableFuture<Void> release(Collection<Long> bodyIds) {
    if (bodyIds.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return database.write(
        transaction -> {
          release(transaction, bodyIds);
          return null;
        });
  }

  /**
   * Removes bodies that nothing refers to. One that is still in use goes later, and so does one of
   * a deleted cache, but neither counts any more: what a script has deleted makes room at once.
   */
  void release(Transaction transaction, Collection<Long> bodyIds) throws StoreException {
    for (long id : bodyIds) {
      BodyRows.BodyRow row = BodyRows.read(transaction, id);
      if (BodyRows.referredTo(transaction, id)) {
        if (row != null && !BodyRows.counts(transaction, id)) {
          discount(transaction, id, row);
        }
      } else if (pins.beginRemoval(id)) {
        transaction.whenOver(committed -> removalOver(id, row, committed));
        if (row != null) {
          discount(transaction, id, row);
          BodyRows.delete(transaction, id);
        }
      } else if (row != null && row.finished()) {
        // One that is not finished is counted by its writer.
        discount(transaction, id, row);
      }
    }
  }

  private void discount(Transaction transaction, long id, BodyRows.BodyRow row)
      throws StoreException {
    if (!uncounted.add(id)) {
      return;
    }
    long bytes = row.finished() || row.bytes() != null ? row.length() : files.lengthOrZero(id);
    Quota.Bucket owner = quota.byId(row.bucket());
    owner.giveBack(bytes);
    transaction.whenOver(
        committed -> {
          if (!committed && uncounted.remove(id)) {
            owner.count(bytes);
          }
        });
  }

  /** Whether a body that is still there counts against nothing. */
  boolean isUncounted(long id) {
    return uncounted.contains(id);
  }

  /** A row refers to such a body again, which counts from now on. */
  void counted(Transaction transaction, long id) {
    uncounted.remove(id);
    transaction.whenOver(
        committed -> {
          if (!committed) {
            uncounted.add(id);
          }
        });
  }

  private void removalOver(long id, BodyRows.@Nullable BodyRow row, boolean committed) {
    if (!committed) {
      pins.endRemoval(id);
      return;
    }
    uncounted.remove(id);
    if (row != null && row.bytes() != null) {
      pins.endRemoval(id);
    } else {
      try {
        io.execute(() -> removeFile(id));
      } catch (RejectedExecutionException e) {
        // The store is being closed: the next opening finds that it is no body's.
        pins.endRemoval(id);
      }
    }
  }

  /** Removes a file whose row is gone, once no power cut can bring the row back. */
  private void removeFile(long id) {
    if (!files.exists(id)) {
      pins.endRemoval(id);
      return;
    }
    database
        .sync()
        .whenCompleteAsync(
            (synced, failure) -> {
              if (failure == null) {
                files.deleteOrLeave(id);
              }
              pins.endRemoval(id);
            },
            io);
  }
}
