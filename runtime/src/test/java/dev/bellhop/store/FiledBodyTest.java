package dev.bellhop.store;

import static dev.bellhop.store.Bodies.bytes;
import static dev.bellhop.store.Bodies.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.Chunk;
import dev.bellhop.store.BodyStore.StoredBody;
import java.io.ByteArrayOutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read of a finished body, some chunks ahead of who asks. */
class FiledBodyTest extends BodyStoreTestCase {
  private static final int SIZE = 4 * ChunkPool.CHUNK + 1000;

  @Test
  void readsThatDoNotWaitForEachOtherComeInOrder() throws Exception {
    StoredBody body = get(finish(bytes(SIZE, 1)));
    var all = new ByteArrayOutputStream();
    try (BodyReader reader = body.open()) {
      var reads = new ArrayList<CompletableFuture<@Nullable Chunk>>();
      for (int i = 0; i < 7; i++) {
        reads.add(reader.read());
      }
      for (var read : reads.subList(0, 5)) {
        all.write(BodyChunks.copy(get(read)));
      }
      assertThat(get(reads.get(5))).as("end").isNull();
      assertThat(get(reads.get(6))).as("end, asked for again").isNull();
    }
    assertThat(all.toByteArray()).isEqualTo(bytes(SIZE, 1));
  }

  @Test
  void whatIsThereBeforeTheDamageIsReadAndNothingBehindIt() throws Exception {
    StoredBody body = get(finish(bytes(SIZE, 1)));
    try (FileChannel file = FileChannel.open(bodyFiles().getFirst(), StandardOpenOption.WRITE)) {
      file.truncate(2L * ChunkPool.CHUNK + 10);
    }
    try (BodyReader reader = body.open()) {
      for (int i = 0; i < 2; i++) {
        try (Chunk chunk = get(reader.read())) {
          assertThat(chunk.bytes().remaining()).isEqualTo(ChunkPool.CHUNK);
        }
      }
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> get(reader.read())).hasMessageContaining("ends before");
      }
    }
  }

  @Test
  void aReaderThatWasClosedDoesNotSeemToBeAtTheEnd() throws Exception {
    StoredBody body = get(finish(bytes(SIZE, 1)));
    BodyReader reader = body.open();
    get(reader.read()).close();
    reader.close();
    assertThatThrownBy(() -> get(reader.read())).hasMessageContaining("closed");
  }

  @Test
  void readersThatAreClosedEarlyLeaveTheBytesOfOthersAlone() throws Exception {
    StoredBody body = get(finish(bytes(SIZE, 1)));
    var others = new ArrayList<BodyReader>();
    for (int i = 0; i < 10; i++) {
      BodyReader other = body.open();
      get(other.read()).close();
      others.add(other);
    }
    others.forEach(BodyReader::close);
    // A buffer that was given back twice would be read into by two of these at once.
    try (BodyReader first = body.open();
        BodyReader second = body.open()) {
      var firstReads = List.of(first.read(), first.read(), first.read());
      var secondReads = List.of(second.read(), second.read(), second.read());
      for (int i = 0; i < 3; i++) {
        byte[] expected =
            Arrays.copyOfRange(bytes(SIZE, 1), i * ChunkPool.CHUNK, (i + 1) * ChunkPool.CHUNK);
        for (var read : List.of(firstReads.get(i), secondReads.get(i))) {
          byte[] found = new byte[ChunkPool.CHUNK];
          get(read).bytes().get(found);
          assertThat(found).isEqualTo(expected);
        }
      }
    }
  }
}
