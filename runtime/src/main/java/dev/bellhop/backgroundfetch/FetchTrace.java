package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.Explanation;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.store.BodyStore;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the trace what happens to one background fetch. Runs on the mailbox. */
final class FetchTrace {
  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(250);

  private final FetchHost host;
  private final String id;
  private final long downloadTotal;
  private final FetchMachine machine;
  private final RecordShelf shelf;
  private final Pacer progress;
  private final BitSet started = new BitSet();
  private final long begun;

  private final TransferRate rate = new TransferRate();

  /** How many records there are whose length is known, and those lengths together. */
  private int expectedKnown;

  private long expectedSum;

  FetchTrace(
      FetchHost host,
      Mailbox mailbox,
      String id,
      long downloadTotal,
      FetchMachine machine,
      RecordShelf shelf) {
    this.host = host;
    this.id = id;
    this.downloadTotal = downloadTotal;
    this.machine = machine;
    this.shelf = shelf;
    this.progress = new Pacer(host.clock(), mailbox, PROGRESS_INTERVAL, this::tellProgress);
    this.begun = host.clock().nanoTime();
    expectedKnown = machine.recordsDone();
    expectedSum = machine.downloaded();
  }

  void registered(@Nullable String title, List<FetchRequest> requests, long uploadTotal) {
    sample();
    List<String> urls = requests.stream().map(request -> request.url().href()).toList();
    tell(new TraceEvent.BackgroundFetchRegistered(id, title, urls, downloadTotal, uploadTotal));
  }

  void resumed(@Nullable String title) {
    sample();
    int records = machine.recordCount();
    tell(
        new TraceEvent.BackgroundFetchResumed(
            id, title, records, records - machine.recordsDone(), machine.downloaded()));
  }

  /** The records that were never begun have ended. */
  void restAborted(int records) {
    expectedKnown += records;
  }

  void attemptStarted(int position) {
    if (!started.get(position)) {
      started.set(position);
      FetchRequest request = shelf.request(position);
      tell(
          new TraceEvent.RequestProcessingStarted(
              id, position, request.method(), request.url().href()));
      lost(position, request);
    }
  }

  /** What came before may be damaged, and what comes is the whole then. */
  private void lost(int position, FetchRequest request) {
    BodyStore.Writer writer = shelf.data(position).writerIfAny();
    if (writer != null && writer.lost() > 0) {
      tell(
          Explanation.diagnostic(
              "download-damaged",
              null,
              Map.of(
                  "fetch", id,
                  "url", request.url().href(),
                  "bytes", Long.toString(writer.lost()))));
    }
  }

  void headArrived(int position) {
    RecordState record = machine.record(position);
    if (record.head != null) {
      expect(record, PartialResponse.expectedLength(record.head));
    }
  }

  void retried(int position, String why, Duration delay) {
    tell(
        new TraceEvent.RequestRetried(
            id, position, shelf.request(position).url().href(), why, delay.toNanos()));
  }

  void recordSettled(int position) {
    RecordState record = machine.record(position);
    expect(record, record.bytes);
    FetchResponse head = record.head;
    tell(
        new TraceEvent.RequestProcessingCompleted(
            id,
            position,
            shelf.request(position).url().href(),
            record.result.word(),
            head == null ? 0 : head.status(),
            record.bytes,
            record.failure));
    progress();
  }

  void progress() {
    sample();
    progress.ask();
  }

  private void sample() {
    rate.sample(host.clock().nanoTime(), machine.downloaded());
  }

  /** The bytes of all bodies together, or -1 while that is not known. */
  long expected() {
    return downloadTotal > 0
        ? downloadTotal
        : expectedKnown == machine.recordCount() ? expectedSum : -1;
  }

  /** How fast bytes have come over the last seconds. */
  long bytesPerSecond() {
    return rate.bytesPerSecond(host.clock().nanoTime(), machine.downloaded());
  }

  void aborting(String by) {
    tell(new TraceEvent.BackgroundFetchAborting(id, by));
  }

  void uiUpdated(@Nullable String title, List<BackgroundFetchIcon> icons) {
    tell(new TraceEvent.BackgroundFetchUiUpdated(id, title, icons));
  }

  void settled() {
    progress.now();
    tell(
        new TraceEvent.BackgroundFetchCompleted(
            id,
            machine.result(),
            machine.failureReason(),
            machine.downloaded(),
            host.clock().nanoTime() - begun));
  }

  void deliveriesExhausted(int times) {
    tell(
        new TraceEvent.EventSkipped(
            machine.eventType(),
            id,
            "The process ended " + times + " times while the event was handled"));
  }

  void stop() {
    progress.stop();
  }

  private void tellProgress() {
    tell(
        new TraceEvent.BackgroundFetchProgress(
            id,
            machine.downloaded(),
            machine.uploaded(),
            expected(),
            machine.recordsDone(),
            machine.recordCount()));
  }

  private void expect(RecordState record, long length) {
    if (length < 0) {
      return;
    }
    if (record.expected < 0) {
      expectedKnown++;
    } else {
      expectedSum -= record.expected;
    }
    record.expected = length;
    expectedSum += length;
  }

  private void tell(TraceEvent event) {
    host.trace().accept(event);
  }
}
