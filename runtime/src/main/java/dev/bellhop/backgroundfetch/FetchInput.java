package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchResponse;

/** What a background fetch's machine is told. Positions are the records', from 0. */
sealed interface FetchInput {
  /** What the network, the store or the clock says of one record. */
  sealed interface OfRecord extends FetchInput {
    /** Which one. */
    int position();
  }

  /** The fetch is written down, or read back after a restart: go. */
  record Begin() implements FetchInput {}

  /** A record was read from its row, for its turn has come, or had come in an earlier process. */
  record RecordHere(int position, RecordState record) implements FetchInput {}

  /** A record's end is written down, so that nothing of it need be known any more. */
  record EndWritten(int position) implements FetchInput {}

  /** The scheduler lets a record use the network. */
  record SlotGranted(int position) implements OfRecord {}

  /** The response's head is here; without its body. */
  record HeadArrived(int position, FetchResponse head) implements OfRecord {}

  /** Bytes came from the network and wait to be stored. */
  record ChunkArrived(int position, int size) implements OfRecord {}

  /** Bytes were stored. */
  record BytesStored(int position, int size) implements OfRecord {}

  /** The body came to its end and all of it is stored. */
  record BodyEnded(int position) implements OfRecord {}

  /** No response, or its body broke off; what had arrived is stored. */
  record AttemptFailed(int position, Cause cause, String why) implements OfRecord {
    /** What kind of failure. */
    enum Cause {
      /** There is no network: nothing was asked of the server. */
      OFFLINE,
      /** The same request may succeed later. */
      TEMPORARY,
      /** It was aborted from outside. */
      ABORTED,
      /** It will not succeed. */
      FINAL
    }
  }

  /** Bytes could not be stored. */
  record StoreFailed(int position, boolean full, String why) implements OfRecord {}

  /** An attempt that was to be stopped has stopped; nothing of it is under way any more. */
  record AttemptStopped(int position) implements OfRecord {}

  /** A whole body is safe on disk. */
  record BodyFinished(int position) implements OfRecord {}

  /** The time to wait before the next attempt is over. */
  record RetryDue(int position) implements OfRecord {}

  /** Further bytes of the request's body were sent. */
  record Uploaded(int position, long bytes) implements OfRecord {}

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
