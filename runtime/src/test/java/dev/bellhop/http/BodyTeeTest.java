package dev.bellhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyTeeTest {
  @TempDir private Path folder;

  private SpillFiles files() {
    return new SpillFiles(folder.resolve("spill"), ForkJoinPool.commonPool());
  }

  private static byte[] read(Body body) {
    var out = new ByteArrayOutputStream();
    BodyChunks.forEach(
            body.open(),
            chunk -> {
              out.writeBytes(BodyChunks.copy(chunk));
              return CompletableFuture.completedFuture(null);
            })
        .join();
    return out.toByteArray();
  }

  private static String text(Body body) {
    return new String(read(body), StandardCharsets.UTF_8);
  }

  @Test
  void aReplayableBodyIsSharedAsItIs() {
    Body body = BytesBody.of("x");
    BodyTee.Pair pair = BodyTee.split(body, files());
    assertThat(pair.first()).isSameAs(body);
    assertThat(pair.second()).isSameAs(body);
  }

  @Test
  void bothGetAllBytesOneAfterTheOther() {
    BodyTee.Pair pair = BodyTee.split(new LiveBody().chunk("he").chunk("llo").end(), files());
    assertThat(text(pair.first())).isEqualTo("hello");
    assertThat(text(pair.second())).isEqualTo("hello");
  }

  @Test
  void nothingIsReadBeforeSomebodyReads() {
    LiveBody source = new LiveBody().chunk("a").chunk("b").end();
    BodyTee.Pair pair = BodyTee.split(source, files());
    assertThat(source.reads()).isZero();
    BodyReader reader = pair.second().open();
    reader.read().join();
    assertThat(source.reads()).isEqualTo(1);
  }

  @Test
  void bothMayWaitForTheSameChunk() {
    LiveBody source = new LiveBody();
    BodyTee.Pair pair = BodyTee.split(source, files());
    CompletableFuture<Chunk> one = pair.first().open().read();
    CompletableFuture<Chunk> two = pair.second().open().read();
    assertThat(source.reads()).isEqualTo(1);
    source.chunk("x");
    assertThat(one.join().bytes().remaining()).isEqualTo(1);
    assertThat(two.join().bytes().remaining()).isEqualTo(1);
  }

  @Test
  void whatTheSlowerOneHasNotReadGoesToAFileWithoutAName() throws IOException {
    byte[] bytes = new byte[5 * BodyTee.MEMORY + 17];
    new Random(1).nextBytes(bytes);
    var source = new LiveBody();
    for (int at = 0; at < bytes.length; at += 60_000) {
      source.chunk(Arrays.copyOfRange(bytes, at, Math.min(at + 60_000, bytes.length)));
    }
    source.end();
    BodyTee.Pair pair = BodyTee.split(source, files());
    assertThat(read(pair.first())).isEqualTo(bytes);
    assertThat(folder.resolve("spill")).isDirectory();
    try (var names = Files.list(folder.resolve("spill"))) {
      assertThat(names).isEmpty();
    }
    assertThat(read(pair.second())).isEqualTo(bytes);
  }

  @Test
  void aFailureReachesBothAfterTheBytesBeforeIt() {
    BodyTee.Pair pair =
        BodyTee.split(new LiveBody().chunk("a").fail(new BodyException("cut", null)), files());
    for (Body body : new Body[] {pair.first(), pair.second()}) {
      BodyReader reader = body.open();
      assertThat(reader.read().join()).isNotNull();
      assertThat(catchThrowable(() -> reader.read().join())).hasRootCauseMessage("cut");
    }
  }

  @Test
  void theSourceIsGivenUpWhenBothAre() {
    LiveBody source = new LiveBody().chunk("a");
    BodyTee.Pair pair = BodyTee.split(source, files());
    pair.first().open().close();
    assertThat(source.closed()).isNotDone();
    BodyReader second = pair.second().open();
    assertThat(second.read().join()).isNotNull();
    second.close();
    assertThat(source.closed()).isCompleted();
  }

  @Test
  void aSpooledBodyIsReplayableInMemoryAndOnDisk() {
    byte[] large = new byte[3 * 1024 * 1024];
    new Random(2).nextBytes(large);
    for (byte[] bytes : new byte[][] {new byte[] {1, 2, 3}, large}) {
      Body kept = BodySpool.keep(new LiveBody().chunk(bytes).end(), files()).join();
      assertThat(kept.replayable()).isTrue();
      assertThat(kept.length()).hasValue(bytes.length);
      assertThat(read(kept)).isEqualTo(bytes);
      assertThat(read(kept)).isEqualTo(bytes);
    }
  }
}
