package dev.bellhop.ops;

import dev.bellhop.encoding.Encoding;
import dev.bellhop.engine.Realm;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Causes;
import dev.bellhop.http.Chunk;
import dev.bellhop.mime.MimeType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads blobs for the FileReaders of one realm. What a script would do with the bytes is done here:
 * it gets a string or a buffer.
 *
 * @see <a href="https://w3c.github.io/FileAPI/#readOperation">File API: read operation</a>
 */
public final class FileReaderOps {
  private static final long PROGRESS_NANOS = Duration.ofMillis(50).toNanos();
  private static final String NO_TYPE = "application/octet-stream";

  private final Realm realm;

  /** For this realm. */
  public FileReaderOps(Realm realm) {
    this.realm = realm;
  }

  /**
   * Reads a blob to its end. What happens is dispatched as "fileread" with the script's object for
   * this reading, the event's type, how many bytes have been read, and how many there are; behind
   * that, a "load" has the result (text as its bytes) and the label of the text's encoding, an
   * "error" a name and a message.
   *
   * @param kind "buffer", "binary", "text" or "url"
   * @param label of the encoding of text, or null
   * @param type the blob's type, empty where it has none
   * @return a handle for {@link #stop}
   */
  @HostAccess.Export
  public Object read(Body body, String kind, @Nullable String label, String type, Value script) {
    var reading = new Reading(body, new Result(kind, label, type), script);
    reading.begin();
    return reading;
  }

  /** Gives a reading up. */
  @HostAccess.Export
  public void stop(Object handle) {
    if (handle instanceof Reading reading) {
      reading.reader.close();
    }
  }

  private final class Reading {
    private final BodyReader reader;
    private final long total;
    private final Result result;
    private final Value script;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long lastProgress;
    private boolean begun;

    Reading(Body body, Result result, Value script) {
      this.reader = body.open();
      this.total = body.length().orElse(0);
      this.result = result;
      this.script = script;
    }

    void begin() {
      Runnable release = realm.hold();
      BodyFailures.named(BodyChunks.forEach(reader, this::add))
          .whenComplete(
              (end, failure) -> {
                if (failure == null) {
                  tellOnce();
                  byte[] all = bytes.toByteArray();
                  tell("load", result.of(all), result.encoding(all));
                } else {
                  tell("error", "NotReadableError", Causes.of(failure).getMessage());
                }
                tell("loadend");
                release.run();
              });
    }

    private CompletableFuture<Void> add(Chunk chunk) {
      bytes.writeBytes(BodyChunks.copy(chunk));
      boolean first = tellOnce();
      long now = realm.settings().clock().nanoTime();
      if (first || now - lastProgress >= PROGRESS_NANOS) {
        lastProgress = now;
        tell("progress");
      }
      return CompletableFuture.completedFuture(null);
    }

    /** Says that the reading has begun; whether that is new. */
    private boolean tellOnce() {
      boolean isNew = !begun;
      if (isNew) {
        begun = true;
        tell("loadstart");
      }
      return isNew;
    }

    private void tell(String type, @Nullable Object... more) {
      @Nullable Object[] all = new @Nullable Object[4 + more.length];
      all[0] = script;
      all[1] = type;
      all[2] = bytes.size();
      all[3] = total;
      System.arraycopy(more, 0, all, 4, more.length);
      realm.dispatch("fileread", all);
    }
  }

  /** What is to become of the bytes. */
  private record Result(String kind, @Nullable String label, String type) {
    /** https://w3c.github.io/FileAPI/#blob-package-data */
    Object of(byte[] bytes) {
      return switch (kind) {
        case "buffer", "text" -> ByteBuffer.wrap(bytes);
        case "binary" -> new String(bytes, StandardCharsets.ISO_8859_1);
        default -> url(bytes);
      };
    }

    private String url(byte[] bytes) {
      return "data:%s;base64,%s"
          .formatted(type.isEmpty() ? NO_TYPE : type, Base64.getEncoder().encodeToString(bytes));
    }

    /** The label of what decodes the bytes. https://encoding.spec.whatwg.org/#decode */
    String encoding(byte[] bytes) {
      if (startWith(bytes, 0xEF, 0xBB, 0xBF)) {
        return "utf-8";
      }
      if (startWith(bytes, 0xFE, 0xFF)) {
        return "utf-16be";
      }
      if (startWith(bytes, 0xFF, 0xFE)) {
        return "utf-16le";
      }
      MimeType mime = MimeType.parse(type);
      return Stream.of(label, mime == null ? null : mime.parameters().get("charset"))
          .filter(name -> name != null && isDecodable(name))
          .findFirst()
          .orElse("utf-8");
    }

    private static boolean isDecodable(String label) {
      Encoding encoding = Encoding.ofLabel(label);
      return encoding != null && !encoding.isReplacement();
    }

    private static boolean startWith(byte[] bytes, int... mark) {
      return bytes.length >= mark.length
          && IntStream.range(0, mark.length).allMatch(i -> bytes[i] == (byte) mark[i]);
    }
  }
}
