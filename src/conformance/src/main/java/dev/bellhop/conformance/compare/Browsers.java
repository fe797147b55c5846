package dev.bellhop.conformance.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Browsers that are used for one site after the other. Safe from any thread. */
final class Browsers implements AutoCloseable {
  private final String program;
  private final Path work;
  private final Deque<Browser> free = new ArrayDeque<>();

  /**
   * None yet.
   *
   * @param program the browser's
   * @param work a folder for their profiles
   */
  Browsers(String program, Path work) {
    this.program = program;
    this.work = work;
  }

  /** One that nobody else uses, to be given back or closed. */
  Browser take() throws IOException, InterruptedException {
    synchronized (this) {
      if (!free.isEmpty()) {
        return free.pop();
      }
    }
    return Browser.start(program, work);
  }

  /** Gives one back in which nothing goes on any more. */
  synchronized void give(Browser browser) {
    free.push(browser);
  }

  @Override
  public synchronized void close() throws IOException {
    for (Browser browser : free) {
      browser.close();
    }
    free.clear();
  }
}
