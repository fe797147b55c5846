package dev.bellhop.ops;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the room outside the heap SharedArrayBuffers may take, those of all realms together.
 * The JVM's input and output needs the same room, so it is a part of it only. Safe from any thread.
 */
public final class SharedMemory {
  private static final int PART = 4;

  private final long room;
  private final AtomicLong taken = new AtomicLong();

  /** With this many bytes. */
  public SharedMemory(long room) {
    this.room = room;
  }

  /** A quarter of what the heap may have, which is the JVM's measure for this room, too. */
  public static SharedMemory partOfAll() {
    return new SharedMemory(Runtime.getRuntime().maxMemory() / PART);
  }

  /** Takes some bytes, unless there are no more so many. */
  boolean take(long bytes) {
    long before = taken.getAndUpdate(now -> now <= room - bytes ? now + bytes : now);
    return before <= room - bytes;
  }

  /** Gives bytes back. */
  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** How many bytes there are for all. */
  long room() {
    return room;
  }
}
