package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A body that is to go on.
 *
 * @param row null where nothing was stored of it
 * @param noted what was noted of its bytes, or null
 */
record UnfinishedBody(long id, BodyRows.@Nullable BodyRow row, PrefixCheck.@Nullable Noted noted) {

  /** Makes it unfinished where it is not. */
  static UnfinishedBody of(Transaction transaction, long id) throws StoreException {
    BodyRows.BodyRow row = BodyRows.read(transaction, id);
    if (row != null && row.finished()) {
      if (transaction.number("SELECT count(*) FROM cache_entry WHERE body_id = ?", 0, id) > 0) {
        throw new StoreException(Kind.IO, "A cached body cannot be written any more.", null);
      }
      transaction.update("UPDATE body SET finished = 0 WHERE id = ?", id);
    }
    return new UnfinishedBody(id, row, BodyRows.noted(transaction, id));
  }

  /** The number of its bucket, where that is known. */
  @Nullable Long bucket() {
    return row == null ? null : row.bucket();
  }

  /** Goes on with it at its length, or at 0 where its bytes are not those that were noted. */
  CompletableFuture<BodyWriter> writer(FileBodyStore store, Runnable unpin) {
    byte[] bytes = row == null ? new byte[0] : row.bytes();
    if (bytes != null && (row == null || row.length() > 0)) {
      var file = new WrittenFile(store, id);
      var writer =
          new BodyWriter(store, id, unpin, new SmallBytes(bytes), file, bytes.length, row != null);
      return noted == null || noted.fits(bytes) ? done(writer) : writer.startOver();
    }
    try {
      FileChannel channel = store.files().openToWrite(id);
      return inFile(store, unpin, channel)
          .whenComplete(
              (writer, failed) -> {
                if (failed != null) {
                  WrittenFile.closeQuietly(channel);
                }
              });
    } catch (IOException e) {
      return CompletableFuture.failedFuture(Failures.of("open a body", e));
    }
  }

  private CompletableFuture<BodyWriter> inFile(
      FileBodyStore store, Runnable unpin, FileChannel channel) throws IOException {
    long length = channel.size();
    return PrefixCheck.of(store.files().openToRead(id), length, noted, store.io())
        .thenCompose(
            hash -> {
              BodyHash known = hash == null ? new BodyHash() : hash;
              var file = new WrittenFile(store, id, channel, length, known);
              var writer = new BodyWriter(store, id, unpin, null, file, length, true);
              return hash == null ? writer.startOver() : done(writer);
            });
  }

  private static CompletableFuture<BodyWriter> done(BodyWriter writer) {
    return CompletableFuture.completedFuture(writer);
  }
}
