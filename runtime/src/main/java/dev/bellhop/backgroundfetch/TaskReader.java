package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.store.BackgroundFetchRow;
import dev.bellhop.store.FetchRecordRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Makes tasks: of new fetches and of those that an earlier process left. G13: the specification
 * says nothing about the latter. Here records go on where their stored bytes end, and an event that
 * was not handled to its end is delivered again.
 */
final class TaskReader {
  private final FetchHost host;
  private final Mailbox mailbox;
  private final FetchTask.Surroundings surroundings;

  TaskReader(FetchHost host, Mailbox mailbox, FetchTask.Surroundings surroundings) {
    this.host = host;
    this.mailbox = mailbox;
    this.surroundings = surroundings;
  }

  /** A task for a fetch that has just been written down. */
  FetchTask fresh(BackgroundFetchRow row, List<FetchRequest> requests) {
    Map<String, IntStream.Builder> rest = new LinkedHashMap<>();
    for (int position = RecordShelf.AHEAD; position < requests.size(); position++) {
      rest.computeIfAbsent(requests.get(position).url().origin(), key -> IntStream.builder())
          .add(position);
    }
    var positions = new LinkedHashMap<String, int[]>();
    rest.forEach((origin, builder) -> positions.put(origin, builder.build().toArray()));
    FetchTask task = task(row, machine(row, requests.size()), new RecordsAtRest(positions));
    for (int position = 0; position < RecordShelf.AHEAD && position < requests.size(); position++) {
      task.put(position, RecordReader.fresh(requests.get(position)));
    }
    return task;
  }

  /** A task for a fetch that an earlier process wrote down. Completes on the mailbox. */
  CompletableFuture<FetchTask> restored(BackgroundFetchRow row) {
    return host.rows()
        .records()
        .tally(row.uid())
        .thenCompose(
            tally ->
                begun(row.uid(), tally.begun())
                    .thenCompose(begun -> mailbox.ask(() -> restored(row, tally, begun))));
  }

  private CompletableFuture<List<RecordReader.Loaded>> begun(long uid, List<Integer> positions) {
    return host.rows()
        .records()
        .read(uid, positions, host.bodies())
        .thenCompose(
            rows -> {
              var loading = new ArrayList<CompletableFuture<RecordReader.Loaded>>(rows.size());
              for (BackgroundFetchRow.Record record : rows) {
                loading.add(RecordReader.unended(record, host.bodies()));
              }
              return CompletableFuture.allOf(loading.toArray(CompletableFuture[]::new))
                  .thenApply(ok -> loading.stream().map(CompletableFuture::join).toList());
            });
  }

  private FetchTask restored(
      BackgroundFetchRow row, FetchRecordRows.Tally tally, List<RecordReader.Loaded> begun) {
    BitSet left = new BitSet();
    tally.begun().forEach(left::set);
    tally.atRest().values().forEach(all -> Arrays.stream(all).forEach(left::set));
    FetchMachine machine =
        machine(row, tally.records()).restoredEnded(left, tally.downloaded(), tally.uploaded());
    if (row.delivery().equals("pending")) {
      machine.settled();
    }
    FetchTask task = task(row, machine, new RecordsAtRest(tally.atRest()));
    for (int i = 0; i < begun.size(); i++) {
      task.put(tally.begun().get(i), begun.get(i));
    }
    return task;
  }

  private FetchMachine machine(BackgroundFetchRow row, int records) {
    return new FetchMachine(records, row.getsOnly(), row.downloadTotal(), host.policy())
        .restored(row.active(), row.aborting(), row.pause(), row.failureReason());
  }

  private FetchTask task(BackgroundFetchRow row, FetchMachine machine, RecordsAtRest rest) {
    return new FetchTask(host, mailbox, surroundings, row, machine, rest);
  }
}
