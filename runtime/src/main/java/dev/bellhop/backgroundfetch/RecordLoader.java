package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.BodyException;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Causes;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a record: sends its request and moves the body from the network to the store. It
 * reads on while earlier bytes are being stored, but only so far; a slow disk slows the network
 * down. Runs on the mailbox; after its last word (ended, failed or stopped) nothing of it is under
 * way.
 */
final class RecordLoader {
  /** So many bytes may wait for the disk, beside the chunk read last. */
  private static final long WINDOW = 1 << 20;

  private final int position;
  private final Mailbox mailbox;
  private final Consumer<FetchInput> machine;
  private final CancelToken cancel = new CancelToken();

  private BodyStore.Writer writer;
  private @Nullable BodyReader reader;
  private @Nullable Chunk arrived;
  private boolean responseOpen = true;
  private boolean reading;
  private boolean stopping;
  private boolean over;
  private long storing;
  private @Nullable FetchInput last;
  private final CompletableFuture<@Nullable Void> quiet = new CompletableFuture<>();

  RecordLoader(
      int position, Mailbox mailbox, BodyStore.Writer writer, Consumer<FetchInput> machine) {
    this.position = position;
    this.mailbox = mailbox;
    this.writer = writer;
    this.machine = machine;
  }

  /** Sends the request, which asks for a range where some bytes are stored. */
  void start(Fetcher fetcher, FetchRequest request) {
    CompletableFuture<FetchResponse> response =
        fetcher.fetch(
            request,
            bytes -> mailbox.post(() -> machine.accept(new FetchInput.Uploaded(position, bytes))),
            cancel);
    mailbox.whenDone(response, this::head);
  }

  /** The chunk that was announced may be stored. */
  void admit() {
    Chunk chunk = arrived;
    if (chunk == null) {
      return;
    }
    arrived = null;
    int size = chunk.bytes().remaining();
    storing += size;
    mailbox.whenDone(writer.append(chunk), (ignored, failure) -> stored(size, failure));
  }

  /** Ends the attempt. What is being stored is stored to its end first. */
  void stop() {
    if (over || stopping) {
      return;
    }
    stopping = true;
    endWith(new FetchInput.AttemptStopped(position));
  }

  /** Ends the attempt; completes when nothing of it is under way. */
  CompletableFuture<@Nullable Void> halt() {
    stop();
    return quiet;
  }

  /** The bytes to come go elsewhere. */
  void writeTo(BodyStore.Writer writer) {
    this.writer = writer;
  }

  private void head(@Nullable FetchResponse response, @Nullable Throwable failure) {
    if (over || stopping) {
      return;
    }
    // G14: of a response that fails the CORS check nothing comes here, so no byte of it is counted.
    if (response == null) {
      endWith(failed(failure));
      return;
    }
    machine.accept(new FetchInput.HeadArrived(position, response.withBody(null)));
    if (over || stopping) {
      return;
    }
    if (response.body() == null) {
      // G7: a null body is one that ends at once.
      endWith(new FetchInput.BodyEnded(position));
      return;
    }
    reader = response.body().open();
    read();
  }

  private void read() {
    BodyReader open = reader;
    if (!reading && last == null && open != null && storing < WINDOW) {
      reading = true;
      mailbox.whenDone(open.read(), this::chunk);
    }
  }

  private void chunk(@Nullable Chunk chunk, @Nullable Throwable failure) {
    reading = false;
    if (last != null) {
      if (chunk != null) {
        chunk.close();
      }
      return;
    }
    if (failure != null) {
      endWith(failed(failure));
    } else if (chunk == null) {
      responseOpen = false;
      endWith(new FetchInput.BodyEnded(position));
    } else {
      arrived = chunk;
      machine.accept(new FetchInput.ChunkArrived(position, chunk.bytes().remaining()));
      if (arrived != null) {
        arrived = null;
        chunk.close();
      }
      read();
    }
  }

  private void stored(int size, @Nullable Throwable failure) {
    storing -= size;
    if (failure == null) {
      machine.accept(new FetchInput.BytesStored(position, size));
      read();
    } else {
      endWith(storeFailed(position, failure));
    }
    speakLast();
  }

  private void endWith(FetchInput input) {
    last = input;
    if (!(input instanceof FetchInput.BodyEnded) && responseOpen) {
      responseOpen = false;
      cancel.cancel();
    }
    if (reader != null) {
      reader.close();
      reader = null;
    }
    speakLast();
  }

  private void speakLast() {
    FetchInput input = last;
    if (input != null && storing == 0 && !over) {
      over = true;
      quiet.complete(null);
      machine.accept(input);
    }
  }

  private FetchInput failed(@Nullable Throwable failure) {
    Throwable cause = unwrap(failure);
    FetchInput.AttemptFailed.Cause kind = FetchInput.AttemptFailed.Cause.FINAL;
    if (cause instanceof NetworkError error) {
      if (error.reason() == NetworkError.Reason.ABORTED) {
        kind = FetchInput.AttemptFailed.Cause.ABORTED;
      } else if (error.reason() == NetworkError.Reason.OFFLINE) {
        kind = FetchInput.AttemptFailed.Cause.OFFLINE;
      } else if (error.temporary()) {
        kind = FetchInput.AttemptFailed.Cause.TEMPORARY;
      }
    } else if (cause instanceof BodyException) {
      kind = FetchInput.AttemptFailed.Cause.TEMPORARY;
    }
    return new FetchInput.AttemptFailed(position, kind, words(cause));
  }

  /** What the machine is told where bytes could not be stored. */
  static FetchInput storeFailed(int position, @Nullable Throwable failure) {
    Throwable cause = unwrap(failure);
    boolean full = cause instanceof StoreException e && e.kind() == StoreException.Kind.FULL;
    return new FetchInput.StoreFailed(position, full, words(cause));
  }

  static @Nullable Throwable unwrap(@Nullable Throwable failure) {
    return failure == null ? null : Causes.of(failure);
  }

  static String words(@Nullable Throwable failure) {
    String message = failure == null ? null : failure.getMessage();
    return message != null ? message : "The request failed: " + failure;
  }
}
