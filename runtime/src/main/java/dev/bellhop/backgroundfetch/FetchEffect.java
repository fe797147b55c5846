package dev.bellhop.backgroundfetch;

import org.jspecify.annotations.Nullable;

/** What a background fetch's machine wants done. */
sealed interface FetchEffect {
  /** What is to be done for one record. */
  sealed interface OfRecord extends FetchEffect {}

  /** Ask the scheduler for the network. */
  record Enqueue(int position) implements OfRecord {}

  /** Ask the scheduler for the network for all records that are not here. */
  record EnqueueRest() implements FetchEffect {}

  /** Write down that the records that are not here and have not ended were aborted. */
  record AbortRest(int records) implements FetchEffect {}

  /** Take every record back from the scheduler that was not let in yet. */
  record DequeueAll() implements FetchEffect {}

  /** Send the request; from this byte on where it is not 0. */
  record StartAttempt(int position, long rangeStart) implements OfRecord {}

  /** Store the bytes that arrived. */
  record Append(int position) implements OfRecord {}

  /** Stop the attempt, then say {@link FetchInput.AttemptStopped}. */
  record StopAttempt(int position) implements OfRecord {}

  /** The record does not use the network any more. */
  record FreeSlot(int position) implements OfRecord {}

  /**
   * Say {@link FetchInput.RetryDue} after a while that grows with the failures in a row, and not
   * before the server wants to be asked again.
   */
  record ScheduleRetry(int position, int failures, String why, @Nullable RetryAfter wanted)
      implements OfRecord {}

  /** Say {@link FetchInput.RetryDue} at the moment that an earlier process had written down. */
  record ResumeRetry(int position) implements OfRecord {}

  /** There is no network to the record's origin: nobody gets a turn there until it is back. */
  record NetworkLost(int position, int looks, String why) implements OfRecord {}

  /** There is a network to the record's origin. */
  record NetworkFound(int position) implements OfRecord {}

  /** Do not say it. */
  record CancelRetry(int position) implements OfRecord {}

  /** The response data is redundant: drop it and go on with an empty one. */
  record ReplaceData(int position) implements OfRecord {}

  /** The response can be exposed. */
  record HeadReady(int position) implements OfRecord {}

  /** Make the body safe on disk, then say {@link FetchInput.BodyFinished}. */
  record FinishBody(int position) implements OfRecord {}

  /** The record has failed: its readers end, its bytes go. */
  record DropBody(int position) implements OfRecord {}

  /** Write the record's state down. */
  record PersistRecord(int position) implements OfRecord {}

  /** Write the fetch's flags down. */
  record PersistFetch() implements FetchEffect {}

  /** A record has come to its end. */
  record RecordSettled(int position) implements OfRecord {}

  /** The values that scripts see have changed. */
  record NotifyInstances() implements FetchEffect {}

  /** Write the outcome down and sync, then say {@link FetchInput.MadeDurable}. */
  record MakeDurable() implements FetchEffect {}

  /** Result and failure reason are final and visible. */
  record Settled() implements FetchEffect {}

  /** Fire the functional event, then say {@link FetchInput.DeliveryEnded}. */
  record Deliver(String eventType) implements FetchEffect {}

  /** Let go of the records' bodies; the event was handled. */
  record ReleaseRecords() implements FetchEffect {}
}
