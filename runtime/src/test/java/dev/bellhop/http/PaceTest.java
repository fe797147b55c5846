package dev.bellhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.testing.VirtualClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final int RATE = 1_000_000;

  private final VirtualClock clock = new VirtualClock();
  private final Pace pace = new Pace(clock, RATE);

  /** Bytes without end, in chunks of one size. */
  private final class Endless implements BodyReader {
    private final int size;
    private final AtomicInteger open = new AtomicInteger();

    Endless(int size) {
      this.size = size;
    }

    @Override
    public CompletableFuture<@Nullable Chunk> read() {
      open.incrementAndGet();
      return CompletableFuture.completedFuture(
          new Chunk() {
            @Override
            public ByteBuffer bytes() {
              return ByteBuffer.allocate(size);
            }

            @Override
            public void close() {
              open.decrementAndGet();
            }
          });
    }

    @Override
    public void close() {}
  }

  /** Reads a body as fast as it comes, and counts. */
  private final class Drain {
    private final BodyReader reader;
    private long bytes;
    private boolean givenUp;

    Drain(BodyReader source) {
      reader = pace.paced(source);
      next();
    }

    private void next() {
      reader
          .read()
          .thenAccept(
              chunk -> {
                if (chunk != null) {
                  bytes += chunk.bytes().remaining();
                  chunk.close();
                  if (!givenUp) {
                    next();
                  }
                }
              });
    }

    private void giveUp() {
      givenUp = true;
      reader.close();
    }
  }

  @Test
  void letsBytesComeNoFasterThanItsRate() {
    Drain drain = new Drain(new Endless(10_000));
    for (int second = 1; second <= 5; second++) {
      clock.advance(Duration.ofSeconds(1));
      assertThat(drain.bytes).isEqualTo((long) second * RATE);
    }
    assertThat(pace.holdsBack()).isTrue();
  }

  @Test
  void givesBodiesTheSameShareWhateverTheSizeOfTheirChunks() {
    Drain large = new Drain(new Endless(64_000));
    Drain small = new Drain(new Endless(1_000));
    Drain middle = new Drain(new Endless(16_000));
    clock.advance(Duration.ofSeconds(30));
    long third = 10L * RATE;
    for (Drain drain : new Drain[] {large, small, middle}) {
      assertThat(drain.bytes).isBetween(third - 100_000, third + 100_000);
    }
    assertThat(large.bytes + small.bytes + middle.bytes).isLessThanOrEqualTo(30L * RATE);
  }

  @Test
  void whoComesLaterHasNoClaimToWhatTheOthersHad() {
    Drain first = new Drain(new Endless(10_000));
    clock.advance(Duration.ofSeconds(10));
    Drain later = new Drain(new Endless(10_000));
    clock.advance(Duration.ofSeconds(10));
    assertThat(first.bytes).isBetween(15L * RATE - 100_000, 15L * RATE + 100_000);
    assertThat(later.bytes).isBetween(5L * RATE - 100_000, 5L * RATE + 100_000);
  }

  @Test
  void losesNoChunkOfABodyThatIsGivenUp() {
    Endless source = new Endless(10_000);
    Drain given = new Drain(source);
    Drain other = new Drain(new Endless(10_000));
    clock.advance(Duration.ofSeconds(1));
    given.giveUp();
    long before = other.bytes;
    clock.advance(Duration.ofSeconds(1));
    assertThat(source.open).hasValue(0);
    assertThat(other.bytes - before).isBetween(RATE - 20_000L, RATE + 20_000L);
    assertThat(clock.timers()).isEqualTo(1);
  }

  @Test
  void losesNoChunkForAReaderThatIsSlowerThanItsRate() {
    var numbers = new AtomicInteger();
    BodyReader source =
        new BodyReader() {
          @Override
          public CompletableFuture<@Nullable Chunk> read() {
            byte number = (byte) numbers.getAndIncrement();
            return CompletableFuture.completedFuture(Chunk.of(new byte[] {number}));
          }

          @Override
          public void close() {}
        };
    BodyReader reader = pace.paced(source);
    for (int expected = 0; expected < 100; expected++) {
      CompletableFuture<@Nullable Chunk> next = reader.read();
      // Some chunks are waited for, of others the time is over long before.
      clock.advance(Duration.ofSeconds(expected % 3));
      clock.advance(Duration.ofNanos(2_000));
      assertThat(next).isCompleted();
      assertThat(BodyChunks.copy(next.join())).containsExactly(expected);
    }
  }
}
