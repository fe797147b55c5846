package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.http.Chunk;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Bodies at rest: small ones in a row, others in a file each. A body is kept while a row refers to
 * it ({@code cache_entry}, {@code fetch_record}) or a {@link StoredBody} for it is reachable in
 * this process; after that it is removed, at the latest at the next opening. Safe from any thread;
 * file work runs on the store's own threads.
 */
public interface BodyStore {
  /** Starts an empty body that grows. Its row exists when the future completes. */
  CompletableFuture<Writer> create();

  /**
   * Goes on with a body that was not finished, at the length that is certain to be intact: all that
   * was written where the machine has run on since, what was last synced otherwise.
   */
  CompletableFuture<Writer> reopen(long bodyId);

  /** A finished body, or null where there is none of this id. */
  CompletableFuture<@Nullable StoredBody> find(long bodyId);

  /**
   * Stores a whole body; a {@link StoredBody} is returned as it is. The source is read to its end.
   */
  CompletableFuture<StoredBody> store(Body body);

  /** A body that is being written. One call at a time: the next after the last one's future. */
  interface Writer {
    /** The body's id. */
    long id();

    /** How many bytes it holds. */
    long length();

    /**
     * Appends, and closes the chunk. Completes when the bytes would survive the end of the process;
     * exceptionally with a {@link StoreException}, of kind FULL where the disk or the quota is.
     */
    CompletableFuture<Void> append(Chunk chunk);

    /** Drops all bytes and starts again at length 0. */
    CompletableFuture<Void> reset();

    /**
     * Ends the body. Its bytes are on the disk itself (synced) when the future completes.
     * Afterwards only {@link BodyStore#find} is for this id.
     */
    CompletableFuture<StoredBody> finish();

    /** Lets go of the file and keeps what was written, for {@link BodyStore#reopen}. */
    CompletableFuture<Void> suspend();

    /** Removes the body. */
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
  }
}
