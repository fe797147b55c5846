package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;

import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.Writer;
import dev.bellhop.store.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Stores until it is killed, and prints a line for each thing that is done. */
final class CrashingProcess {
  private static final int CHUNK = 10_000;

  private CrashingProcess() {}

  public static void main(String[] arguments) throws Exception {
    int round = Integer.parseInt(arguments[1]);
    var caching = new Caching(Path.of(arguments[0]));
    Cache cache = get(caching.caches.open("c"));
    Writer download = get(caching.store.bodies().reopen(downloadId(caching)));
    System.out.println("open");
    for (int i = 0; ; i++) {
      // These are in the log for a while, as nothing else is written.
      for (int j = 0; j < 20; j++) {
        String name = "logged" + i + "-" + j;
        get(cache.put(Caching.request("/" + name), Caching.response(text(name))));
        System.out.println("put " + name + ".");
      }
      List<CompletableFuture<Void>> puts = new ArrayList<>();
      for (int j = 0; j < 4; j++) {
        // Every other name is used again in the next round, and so replaced.
        String name = j % 2 == 0 ? "again" + i + "-" + j : "round" + round + "-" + i + "-" + j;
        puts.add(
            cache
                .put(Caching.request("/" + name), Caching.response(text(name)))
                .thenRun(() -> System.out.println("put " + name + ".")));
      }
      get(download.append(Chunk.of(downloadBytes(download.length(), CHUNK))));
      System.out.println("got " + download.length() + ".");
      for (CompletableFuture<Void> put : puts) {
        get(put);
      }
    }
  }

  /** What is stored under a name: from a byte to many, the same each time. */
  static String text(String name) {
    if (name.startsWith("logged")) {
      return name + " ";
    }
    var random = new Random(name.hashCode());
    return (name + " ").repeat(1 + random.nextInt(random.nextBoolean() ? 100 : 20_000));
  }

  private static long downloadId(Caching caching) throws Exception {
    return get(
        caching
            .store
            .database()
            .write(
                transaction -> {
                  Long id =
                      transaction.first("SELECT body_id FROM fetch_record", row -> row.number(1));
                  return id == null ? newDownload(caching, transaction) : id;
                }));
  }

  private static long newDownload(Caching caching, Transaction transaction) throws IOException {
    long id = caching.store.bodies().create().id();
    long registration =
        transaction.insert("INSERT INTO registration (scope) VALUES ('https://site.test/')");
    long uid =
        transaction.insert(
            "INSERT INTO background_fetch (registration_id, id) VALUES (?, 'f')", registration);
    transaction.update(
        "INSERT INTO fetch_record (uid, position, request, body_id) VALUES (?, 0, '', ?)", uid, id);
    return id;
  }

  private static byte[] downloadBytes(long from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = downloadByte(from + i);
    }
    return bytes;
  }

  private static byte downloadByte(long position) {
    return (byte) (position * 31 + (position >> 8));
  }

  /** Whether a body holds the first bytes of the download, up to its length. */
  static boolean isDownload(Writer writer) throws Exception {
    long position = 0;
    try (BodyReader reader = writer.growing().open()) {
      while (position < writer.length()) {
        try (@Nullable Chunk chunk = get(reader.read())) {
          if (chunk == null) {
            return false;
          }
          ByteBuffer bytes = chunk.bytes();
          while (bytes.hasRemaining()) {
            if (bytes.get() != downloadByte(position++)) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }
}
