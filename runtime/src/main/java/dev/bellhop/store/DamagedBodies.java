package dev.bellhop.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves damaged bodies to the folder for what is set aside at one time, and writes down what
 * referred to them. The rows come after, for whoever knows them: after a crash in between the
 * bodies count as missing, as before. Blocks; for one thread.
 */
public final class DamagedBodies {
  private final BodyStore bodies;
  private final Instant now;
  private final Set<Long> moved = new LinkedHashSet<>();
  private final StringBuilder lines = new StringBuilder();
  private @Nullable Path folder;

  /** Bodies of this store, found to be damaged at this time. */
  public DamagedBodies(BodyStore bodies, Instant now) {
    this.bodies = bodies;
    this.now = now;
  }

  /**
   * Moves a body, where that has not been done.
   *
   * @param line what referred to it, for the list
   */
  public void setAside(long body, String line) {
    if (moved.add(body)) {
      folder = bodies.setAside(body, now).join();
    }
    lines.append(line).append('\n');
  }

  /** The bodies that were moved. */
  public Set<Long> moved() {
    return Set.copyOf(moved);
  }

  /** Appends the lines to a list of this name; gives the folder that has it and the bodies. */
  public Path list(String name) throws StoreException {
    Path to = folder;
    if (to == null) {
      throw new IllegalStateException("nothing was set aside");
    }
    try {
      Files.writeString(
          to.resolve(name), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return to;
    } catch (IOException e) {
      throw Failures.of("write down what is set aside", e);
    }
  }
}
