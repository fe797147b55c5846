package dev.bellhop.testing;

/** What a {@link FaultServer} does wrong while it answers one request. */
public sealed interface Fault {
  /** Ends the connection in place of an answer. */
  record CloseBeforeAnswer() implements Fault {}

  /** Resets the connection in place of an answer. */
  record ResetBeforeAnswer() implements Fault {}

  /** Answers nothing until the gate opens, then as it should. */
  record StallBeforeAnswer(Gate gate) implements Fault {}

  /** Sends this text in place of an answer, and ends the connection. */
  record Garbage(String text) implements Fault {}

  /** Ends the connection after so many bytes of the body. */
  record DropAfter(long bytes) implements Fault {}

  /** Resets the connection after so many bytes of the body. */
  record ResetAfter(long bytes) implements Fault {}

  /** Sends nothing after so many bytes of the body until the gate opens, then the rest. */
  record StallAfter(long bytes, Gate gate) implements Fault {}

  /** Says another Content-Length than it sends, and ends the connection after what it sends. */
  record DeclareLength(long length) implements Fault {}

  /** Sends the body in chunks, so many bytes of it, and ends the connection without the last. */
  record TruncateChunks(long bytes) implements Fault {}

  /** Sends more bytes right after the end of the response; for short ones, of less than 64 KiB. */
  record Excess(String text) implements Fault {}

  /** Answers with this status and a short text. */
  record Status(int status) implements Fault {}
}
