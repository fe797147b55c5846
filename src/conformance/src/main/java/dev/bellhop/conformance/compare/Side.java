package dev.bellhop.conformance.compare;

import java.io.IOException;
import java.time.Duration;

/** A runtime with one site in it. For one thread, and messages may come on any. */
interface Side extends AutoCloseable {
  /** What it is called, such as "Chromium 150". */
  String name();

  /** Opens a page, and returns when its scripts have been evaluated. */
  void open(String url) throws IOException, InterruptedException;

  /** Closes the pages. */
  void closePages() throws IOException;

  /** Runs a script in each page. */
  void run(String script) throws IOException;

  /**
   * Does what a page has asked for.
   *
   * @throws UnsupportedOperationException where this runtime cannot
   */
  void perform(Message.Command command) throws IOException, InterruptedException;

  /**
   * Whether nothing more is to be expected.
   *
   * @param told what has been told so far
   * @param quiet how long nothing has been told
   */
  boolean isSettled(Recording told, Duration quiet);

  @Override
  void close() throws IOException;
}
