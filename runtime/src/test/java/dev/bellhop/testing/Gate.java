package dev.bellhop.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that waits until the test lets it go on. */
public final class Gate {
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);

  /** Lets all go on that wait or will. */
  public void open() {
    opened.countDown();
  }

  /** Waits until the gate is open. */
  public void pass() {
    reached.countDown();
    await(opened, "the test did not open the gate");
  }

  /** Waits until somebody has come to the gate. */
  public void awaitReached() {
    await(reached, "nobody came to the gate");
  }

  private static void await(CountDownLatch latch, String otherwise) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError(otherwise);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
