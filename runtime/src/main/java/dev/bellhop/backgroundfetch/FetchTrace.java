package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the trace what happens to one background fetch. Runs on the mailbox. */
final class FetchTrace {
  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(250);

  private final FetchHost host;
  private final String id;
  private final long downloadTotal;
  private final FetchMachine machine;
  private final List<FetchRequest> requests;
  private final Pacer progress;
  private final BitSet started = new BitSet();
  private final long begun;

  /** How long each body will be; -1 where that is not known. */
  private final long[] expected;

  private final TransferRate rate = new TransferRate();
  private int expectedKnown;
  private long expectedSum;

  FetchTrace(
      FetchHost host,
      Mailbox mailbox,
      String id,
      long downloadTotal,
      FetchMachine machine,
      List<FetchRequest> requests) {
    this.host = host;
    this.id = id;
    this.downloadTotal = downloadTotal;
    this.machine = machine;
    this.requests = requests;
    this.progress = new Pacer(host.clock(), mailbox, PROGRESS_INTERVAL, this::tellProgress);
    this.begun = host.clock().nanoTime();
    rate.sample(begun, machine.downloaded());
    this.expected = new long[requests.size()];
    Arrays.fill(expected, -1);
    for (int position = 0; position < expected.length; position++) {
      headArrived(position);
      if (machine.records().get(position).settled()) {
        expect(position, machine.records().get(position).bytes);
      }
    }
  }

  void registered(@Nullable String title, long uploadTotal) {
    List<String> urls = requests.stream().map(request -> request.url().href()).toList();
    tell(new TraceEvent.BackgroundFetchRegistered(id, title, urls, downloadTotal, uploadTotal));
  }

  void resumed(@Nullable String title) {
    int records = requests.size();
    tell(
        new TraceEvent.BackgroundFetchResumed(
            id, title, records, records - machine.recordsDone(), machine.downloaded()));
  }

  void attemptStarted(int position) {
    if (!started.get(position)) {
      started.set(position);
      FetchRequest request = requests.get(position);
      tell(
          new TraceEvent.RequestProcessingStarted(
              id, position, request.method(), request.url().href()));
    }
  }

  void headArrived(int position) {
    FetchResponse head = machine.records().get(position).head;
    if (head != null) {
      expect(position, PartialResponse.expectedLength(head));
    }
  }

  void retried(int position, String why, Duration delay) {
    tell(
        new TraceEvent.RequestRetried(
            id, position, requests.get(position).url().href(), why, delay.toNanos()));
  }

  void recordSettled(int position) {
    RecordState record = machine.records().get(position);
    expect(position, record.bytes);
    FetchResponse head = record.head;
    tell(
        new TraceEvent.RequestProcessingCompleted(
            id,
            position,
            requests.get(position).url().href(),
            record.result.word(),
            head == null ? 0 : head.status(),
            record.bytes,
            record.failure));
    progress();
  }

  void progress() {
    rate.sample(host.clock().nanoTime(), machine.downloaded());
    progress.ask();
  }

  /** The bytes of all bodies together, or -1 while that is not known. */
  long expected() {
    return downloadTotal > 0 ? downloadTotal : expectedKnown == expected.length ? expectedSum : -1;
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
            expected.length));
  }

  private void expect(int position, long length) {
    if (length < 0) {
      return;
    }
    if (expected[position] < 0) {
      expectedKnown++;
    } else {
      expectedSum -= expected[position];
    }
    expected[position] = length;
    expectedSum += length;
  }

  private void tell(TraceEvent event) {
    host.trace().accept(event);
  }
}
