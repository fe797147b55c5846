package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.Chunk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bodies at rest: small ones in a row, others in a file each. Rows of {@code cache_entry}, {@code
 * http_cache_entry} and {@code fetch_record} refer to a body by its id, as many as like: bytes are
 * never copied. Whoever deletes such rows calls {@link #release} after the commit. A body goes when
 * no row refers to it and no {@link StoredBody}, reader or {@link Writer} for it is reachable in
 * this process, at the latest at the next opening.
 *
 * <p>A row may refer to a body of which nothing is stored yet; such a body is empty and not
 * finished. Ids are never used twice while a row refers to them.
 *
 * <p>Safe from any thread. File work runs on the store's own threads, and so does what depends on
 * the futures: it must not block.
 */
public interface BodyStore {
  /** Starts an empty body that grows. Writes nothing, so it is cheap and cannot fail. */
  Writer create();

  /**
   * Goes on with a body that was not finished, at the length that is certain to be intact: all that
   * was written where the machine has run on since, what was last synced otherwise; 0 where nothing
   * was. A finished body is unfinished again, unless a cache holds it: then this fails. What is
   * there is read again: where its bytes are not those that were written, as far as that was noted,
   * all are dropped and the length is 0 ({@link Writer#lost}).
   */
  CompletableFuture<Writer> reopen(long bodyId);

  /** A finished body, or null where there is none of this id. */
  CompletableFuture<@Nullable StoredBody> find(long bodyId);

  /**
   * A finished body, or null where there is none of this id, within the transaction of a read or a
   * write: for whoever reads a row together with its body.
   */
  @Nullable StoredBody find(Transaction transaction, long bodyId) throws StoreException;

  /**
   * Stores a whole body for rows that will refer to it; a {@link StoredBody} of this store is
   * returned as it is. The source is read to its end. The bytes survive the end of the process when
   * the future completes.
   */
  CompletableFuture<StoredBody> store(Body body);

  /**
   * Counts bytes that the transaction's rows take beside bodies, or gives back so many for a
   * negative number, against the quota of this origin.
   *
   * @throws StoreException of kind FULL where the quota has no room for them
   */
  void count(Transaction transaction, long bytes) throws StoreException;

  /**
   * Takes room for what a later transaction will store, against the quota of this origin.
   *
   * @throws StoreException of kind FULL where there is none
   */
  Reservation reserve(long bytes) throws StoreException;

  /** Counts such room whether there is any: what was promised has it. */
  Reservation promised(long bytes);

  /** The same bodies; new ones take the room of this reservation. */
  BodyStore within(Reservation reservation);

  /** The same bodies; new ones count against the quota of this origin, and not of nobody. */
  BodyStore of(String origin);

  /**
   * Makes a whole body ready for the rows that are to refer to it: reads the source to its end,
   * unless it is a {@link StoredBody} of this store, and gives a body with the same bytes that is
   * there already, where there is one. The bytes reach as far as is said when the future completes,
   * but for those of a small body, which only {@link #save} writes down; after a power cut before
   * they reached the disk itself, the body and the cache entries that refer to it are dropped at
   * the next opening.
   */
  CompletableFuture<StoredBody> ready(Body body, Reach reach);

  /**
   * Writes down what {@link #ready} gave, where that is still to be done, within the transaction
   * whose rows will refer to it: gives the body to refer to.
   */
  StoredBody save(Transaction transaction, StoredBody body) throws StoreException;

  /** Adds what {@link #save} will want to know of the tables. */
  void ask(SharedWork shared, StoredBody body);

  /**
   * Reads what was noted of a body that a row refers to; the result re-reads the body and compares
   * it with that. It blocks on the body's file, and the body stays as long as it is reachable.
   */
  Supplier<BodyCheck> check(Transaction transaction, long bodyId) throws StoreException;

  /**
   * Moves the bytes of a damaged body, where there are any, to {@code bodies/} in the folder for
   * what is set aside at this time, and completes with that folder. The body's row stays, for
   * whoever deletes the rows that refer to it to {@link #release}.
   */
  CompletableFuture<Path> setAside(long bodyId, Instant now);

  /**
   * Removes the row of a body that was set aside. Rows that go on referring to it have a body that
   * is gone; its id is given to no other.
   */
  void forget(Transaction transaction, long bodyId) throws StoreException;

  /**
   * To be called after rows that referred to these bodies were deleted: removes those that nothing
   * refers to. Completes when the rows of the removed ones are gone.
   */
  CompletableFuture<Void> release(Collection<Long> bodyIds);

  /** As {@link #release(Collection)}, within the transaction that deletes those rows. */
  void release(Transaction transaction, Collection<Long> bodyIds) throws StoreException;

  /** A body that is being written. Calls take effect in their order; none need wait for another. */
  interface Writer {
    /** The body's id, for the rows that refer to it. */
    long id();

    /** How many bytes were accepted and not dropped. */
    long length();

    /**
     * How many bytes were dropped when the body was reopened, for they were not those that were
     * written; also where only some of them were not.
     */
    long lost();

    /**
     * Appends, and closes the chunk. Completes when the bytes would survive the end of the process,
     * but for a body of a few kilobytes ({@link StoreOptions#SMALL_BODY}), which is in memory until
     * it is finished, suspended or larger. Completes exceptionally with a {@link StoreException},
     * of kind FULL where the disk or the quota is; the body then holds what it held before.
     */
    CompletableFuture<Void> append(Chunk chunk);

    /** Drops all bytes and starts again at length 0. Readers that have read some fail. */
    CompletableFuture<Void> reset();

    /**
     * Ends the body. Its bytes are on the disk itself (synced) when the future completes.
     * Afterwards only {@link BodyStore#find} and {@link #growing()} are for it.
     */
    CompletableFuture<StoredBody> finish();

    /**
     * Lets go of the file and keeps what was written, for {@link BodyStore#reopen}. Readers fail
     * where they reach the end.
     */
    CompletableFuture<Void> suspend();

    /** Removes the body, whoever refers to it. Readers fail. */
    CompletableFuture<Void> discard();

    /**
     * Reads the body while it grows: what is there, then what is appended, until {@link #finish()};
     * a discarded or failed body ends with the given error. May be opened many times, also after
     * finishing.
     */
    Body growing();

    /** Ends every reader of {@link #growing()} at what is there with this error. */
    void fail(Throwable error);
  }

  /** A finished body. Reading it needs no lock and may be done many times. */
  interface StoredBody extends Body {
    /** The body's id, for the rows that refer to it. */
    long id();

    /** The number of bytes. */
    long size();

    /**
     * The same bytes; reading them fails at their end where they are not those that were stored.
     */
    Body verified();
  }
}
