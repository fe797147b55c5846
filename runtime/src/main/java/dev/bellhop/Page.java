package dev.bellhop;

/** A page realm that runs: a client without a DOM. */
public interface Page extends AutoCloseable {
  /** The page's URL. */
  String url();

  /** Ends the realm. Its promises never settle. */
  @Override
  void close();
}
