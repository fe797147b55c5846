package dev.bellhop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.http.Chunk;
import dev.bellhop.net.TransportException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who holds which memory, and when the source is to stop. */
class ReadAheadQueueTest implements ReadAheadQueue.Source {
  private static final int BIG = 20_000;

  private final ReadAheadQueue queue = new ReadAheadQueue(100_000, this);
  private final List<ByteBuf> buffers = new ArrayList<>();
  private int resumed;
  private int abandoned;

  @Override
  public void resume() {
    resumed++;
  }

  @Override
  public void abandon() {
    abandoned++;
  }

  @AfterEach
  void nothingIsLeft() {
    queue.close();
    assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
  }

  private void add(int size) {
    ByteBuf buffer = Unpooled.wrappedBuffer(new byte[size]);
    buffers.add(buffer);
    queue.add(buffer, ByteBufAllocator.DEFAULT);
  }

  private static int take(CompletableFuture<@Nullable Chunk> read) {
    assertThat(read).isDone();
    try (Chunk chunk = Objects.requireNonNull(read.join())) {
      return chunk.bytes().remaining();
    }
  }

  @Test
  void handsABigPieceOnAsItIs() {
    add(BIG);
    Chunk chunk = Objects.requireNonNull(queue.read().join());
    assertThat(buffers.getFirst().refCnt()).isEqualTo(1);
    chunk.close();
    chunk.close();
    assertThat(buffers.getFirst().refCnt()).isZero();
  }

  @Test
  void handsSmallPiecesOnTogether() {
    CompletableFuture<@Nullable Chunk> read = queue.read();
    for (int i = 0; i < 10; i++) {
      add(100);
    }
    assertThat(read).isNotDone();
    queue.flush();
    assertThat(take(read)).isEqualTo(1000);
  }

  @Test
  void isFullFromTheWindowUntilHalfOfIt() {
    for (int i = 0; i < 5; i++) {
      assertThat(queue.isFull()).isFalse();
      add(BIG);
    }
    assertThat(queue.isFull()).isTrue();
    take(queue.read());
    take(queue.read());
    assertThat(resumed).isZero();
    take(queue.read());
    assertThat(resumed).isEqualTo(1);
    assertThat(queue.isFull()).isFalse();
  }

  @Test
  void endsAfterTheLastPiece() {
    add(10);
    queue.end();
    assertThat(take(queue.read())).isEqualTo(10);
    assertThat(queue.read().join()).isNull();
    queue.close();
    assertThat(abandoned).isZero();
  }

  @Test
  void failsAfterTheLastPieceAndEverAfter() {
    CompletableFuture<@Nullable Chunk> read = queue.read();
    add(10);
    queue.fail(Failures.stopping());
    assertThat(take(read)).isEqualTo(10);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(queue.read()::join).hasRootCauseMessage("the network was shut down");
    }
  }

  @Test
  void givesBackWhatIsLeftWhenClosed() {
    add(BIG);
    add(10);
    queue.close();
    add(BIG);
    assertThat(abandoned).isEqualTo(1);
    assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
  }

  @Test
  void givesBackWhatIsLeftWhenCancelled() {
    add(BIG);
    queue.cancel(Failures.cancelled());
    add(BIG);
    assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
    assertThatThrownBy(queue.read()::join)
        .rootCause()
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
  }

  @Test
  void tellsAReaderThatIsClosedUnderIt() {
    CompletableFuture<@Nullable Chunk> read = queue.read();
    queue.close();
    assertThat(read).isCompletedExceptionally();
  }

  @Test
  void takesOneReadAtATime() {
    CompletableFuture<@Nullable Chunk> first = queue.read();
    assertThatThrownBy(queue::read).isInstanceOf(IllegalStateException.class);
    queue.end();
    assertThat(first.join()).isNull();
  }
}
