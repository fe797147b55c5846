package dev.bellhop.lifecycle;

/** An event was given up: what its handlers waited for did not settle in time. */
final class EventTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventTimeoutException(String message) {
    super(message);
  }
}
