package dev.bellhop.engine;

import org.graalvm.polyglot.HostAccess;

/** Where a realm's console writes to. */
public final class ConsoleOps {
  private final RealmListener listener;

  /** With who gets the messages. */
  public ConsoleOps(RealmListener listener) {
    this.listener = listener;
  }

  /** Writes one message; the level is "debug", "log", "info", "warn" or "error". */
  @HostAccess.Export
  public void write(String level, String text) {
    listener.console(level, text);
  }
}
