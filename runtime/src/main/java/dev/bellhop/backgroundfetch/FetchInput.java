package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchResponse;

/** What a background fetch's machine is told. Positions are the records', from 0. */
sealed interface FetchInput {
  /** The fetch is written down, or read back after a restart: go. */
  record Begin() implements FetchInput {}

  /** The scheduler lets a record use the network. */
  record SlotGranted(int position) implements FetchInput {}

  /** The response's head is here; without its body. */
  record HeadArrived(int position, FetchResponse head) implements FetchInput {}

  /** Bytes came from the network and wait to be stored. */
  record ChunkArrived(int position, int size) implements FetchInput {}

  /** Bytes were stored. */
  record BytesStored(int position, int size) implements FetchInput {}

  /** The body came to its end and all of it is stored. */
  record BodyEnded(int position) implements FetchInput {}

  /** No response, or its body broke off; what had arrived is stored. */
  record AttemptFailed(int position, Cause cause, String why) implements FetchInput {
    /** What kind of failure. */
    enum Cause {
      /** The same request may succeed later. */
      TEMPORARY,
      /** It was aborted from outside. */
      ABORTED,
      /** It will not succeed. */
      FINAL
    }
  }

  /** Bytes could not be stored. */
  record StoreFailed(int position, boolean full, String why) implements FetchInput {}

  /** An attempt that was to be stopped has stopped; nothing of it is under way any more. */
  record AttemptStopped(int position) implements FetchInput {}

  /** A whole body is safe on disk. */
  record BodyFinished(int position) implements FetchInput {}

  /** The time to wait before the next attempt is over. */
  record RetryDue(int position) implements FetchInput {}

  /** Further bytes of the request's body were sent. */
  record Uploaded(int position, long bytes) implements FetchInput {}

  /** A script or a person wants it aborted. */
  record AbortAsked() implements FetchInput {}

  /** A person wants it paused; only where every request is a GET. */
  record PauseAsked() implements FetchInput {}

  /** A person wants it to go on. */
  record ResumeAsked() implements FetchInput {}

  /** The outcome and all bodies would survive a power cut. */
  record MadeDurable() implements FetchInput {}

  /** The completion event is no longer active, or was not dispatched. */
  record DeliveryEnded() implements FetchInput {}
}
