package dev.bellhop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSyncTest {
  private static final Duration QUICK = Duration.ofNanos(200_000);
  private static final Duration SLOW = Duration.ofMillis(20);

  @TempDir Path folder;

  private final AtomicLong now = new AtomicLong();
  private volatile Duration each = QUICK;
  private volatile boolean broken;
  private volatile Thread last = Thread.currentThread();
  private DiskSync disk;

  @BeforeEach
  void open() throws IOException {
    Path file = Files.createFile(folder.resolve("log"));
    disk =
        new DiskSync(
            file,
            (path, written) -> {
              written.force(false);
              last = Thread.currentThread();
              now.addAndGet(each.toNanos());
              if (broken) {
                throw new IOException("the disk is on fire");
              }
            },
            now::get);
  }

  @AfterEach
  void close() throws IOException {
    disk.close();
  }

  private void sync(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      disk.sync().get(20, TimeUnit.SECONDS);
      assertThat(last).isNotEqualTo(Thread.currentThread());
    }
  }

  private CompletableFuture<Void> here() {
    return disk.syncHere();
  }

  @Test
  void aDiskThatIsNotKnownKeepsNobody() {
    assertThat(here()).isNull();
  }

  @Test
  void aQuickDiskIsWaitedForOnTheCallersThread() throws Exception {
    sync(20);
    assertThat(here()).isCompleted();
    assertThat(last).isEqualTo(Thread.currentThread());
  }

  @Test
  void aSlowDiskKeepsNobody() throws Exception {
    each = SLOW;
    sync(100);
    assertThat(here()).isNull();
  }

  @Test
  void aDiskThatHasBecomeSlowKeepsNobodyTwice() throws Exception {
    sync(20);
    each = SLOW;
    assertThat(here()).isCompleted();
    assertThat(here()).isNull();
    each = QUICK;
    sync(100);
    assertThat(here()).isCompleted();
  }

  @Test
  void aFailureIsToldToWhoeverWaits() throws Exception {
    sync(20);
    broken = true;
    assertThat(here())
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("the disk is on fire");
    assertThatThrownBy(() -> sync(1)).hasMessageContaining("the disk is on fire");
  }

  @Test
  void anInterruptOfWhoeverWaitsClosesNothing() throws Exception {
    sync(20);
    Thread.currentThread().interrupt();
    assertThat(here()).isCompleted();
    assertThat(Thread.interrupted()).isTrue();
    sync(1);
    assertThat(here()).isCompleted();
  }
}
