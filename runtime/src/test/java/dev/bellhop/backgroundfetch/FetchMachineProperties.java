package dev.bellhop.backgroundfetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.BackgroundFetchPolicy.OnChange;
import dev.bellhop.backgroundfetch.FetchMachine.Stage;
import dev.bellhop.backgroundfetch.RecordState.Phase;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.HeaderList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The machine under random networks, stores and people. */
class FetchMachineProperties {

  /**
   * A world around a machine: it knows what the machine asked for, answers as chance wills, and
   * counts for itself.
   */
  private static final class World {
    final FetchMachine machine;
    final BackgroundFetchPolicy policy;
    final Random chance;

    /** The records as their rows have them. */
    final List<RecordState> rows;

    final Set<Integer> queued = new HashSet<>();
    final Set<Integer> slots = new HashSet<>();
    final Set<Integer> backoff = new HashSet<>();
    final Set<Integer> stopping = new HashSet<>();
    final Set<Integer> finishing = new HashSet<>();
    final List<String> delivered = new ArrayList<>();
    final long[] stored;
    final int[] failuresBefore;
    final boolean[] head;
    final int[] settled;
    final RecordResult[] results;
    final Set<Integer> written = new HashSet<>();
    String firstFailure = "";
    boolean aborted;
    boolean makeDurable;
    int released;
    boolean admitted;

    World(List<RecordState> rows, long downloadTotal, BackgroundFetchPolicy policy, long seed) {
      boolean gets = rows.stream().allMatch(record -> record.get);
      this.machine = new FetchMachine(rows.size(), gets, downloadTotal, policy);
      this.rows = rows;
      this.policy = policy;
      this.chance = new Random(seed);
      int count = rows.size();
      stored = new long[count];
      head = new boolean[count];
      failuresBefore = new int[count];
      settled = new int[count];
      results = new RecordResult[count];
    }

    void tell(FetchInput input) {
      for (int position = 0; position < failuresBefore.length; position++) {
        RecordState record = machine.find(position);
        failuresBefore[position] = record == null ? 0 : record.failures;
      }
      for (FetchEffect effect : machine.on(input)) {
        switch (effect) {
          case FetchEffect.Enqueue(int position) -> assertThat(queued.add(position)).isTrue();
          case FetchEffect.EnqueueRest() -> atRest().forEach(queued::add);
          case FetchEffect.AbortRest(int records) -> abortRest(records);
          case FetchEffect.DequeueAll() -> queued.clear();
          case FetchEffect.StartAttempt(int position, long rangeStart) -> {
            assertThat(rangeStart).isEqualTo(stored[position]);
            head[position] = false;
          }
          case FetchEffect.Append(int position) -> admitted = true;
          case FetchEffect.StopAttempt(int position) -> stopping.add(position);
          case FetchEffect.FreeSlot(int position) -> {
            assertThat(slots.remove(position)).isTrue();
            stopping.remove(position);
          }
          case FetchEffect.ScheduleRetry retry ->
              assertThat(backoff.add(retry.position())).isTrue();
          case FetchEffect.ResumeRetry(int position) -> assertThat(backoff.add(position)).isTrue();
          case FetchEffect.NetworkLost(int position, int looks, String why) -> {
            assertThat(looks).isPositive();
            assertThat(machine.record(position).failures)
                .as("attempts without a network are no failures")
                .isEqualTo(failuresBefore[position]);
          }
          case FetchEffect.CancelRetry(int position) ->
              assertThat(backoff.remove(position)).isTrue();
          case FetchEffect.ReplaceData(int position) -> stored[position] = 0;
          case FetchEffect.FinishBody(int position) -> finishing.add(position);
          case FetchEffect.RecordSettled(int position) -> {
            settled[position]++;
            results[position] = machine.record(position).result;
          }
          case FetchEffect.MakeDurable() -> makeDurable = true;
          case FetchEffect.Deliver(String type) -> delivered.add(type);
          case FetchEffect.ReleaseRecords() -> released++;
          case FetchEffect.HeadReady ignored -> {}
          case FetchEffect.NetworkFound ignored -> {}
          case FetchEffect.DropBody ignored -> {}
          case FetchEffect.PersistRecord ignored -> {}
          case FetchEffect.PersistFetch ignored -> {}
          case FetchEffect.NotifyInstances ignored -> {}
          case FetchEffect.Settled ignored -> {}
        }
      }
      check();
    }

    /** The records that are not known one by one and have not ended. */
    private List<Integer> atRest() {
      return IntStream.range(0, settled.length)
          .filter(position -> settled[position] == 0 && machine.find(position) == null)
          .boxed()
          .toList();
    }

    private void abortRest(int records) {
      List<Integer> rest = atRest();
      assertThat(records).isEqualTo(rest.size());
      for (int position : rest) {
        settled[position]++;
        results[position] = RecordResult.ABORTED;
        queued.remove(position);
      }
    }

    /** What is true at every moment. */
    void check() {
      long sum = 0;
      int done = 0;
      for (int position = 0; position < stored.length; position++) {
        RecordState record = machine.find(position);
        if (record != null) {
          assertThat(record.bytes).isEqualTo(stored[position]);
          assertThat(settled[position]).isEqualTo(record.phase == Phase.DONE ? 1 : 0);
          assertThat(record.failures).isLessThan(policy.attempts());
        }
        boolean waits = record != null && record.phase == Phase.BACKOFF;
        assertThat(backoff.contains(position)).as("a timer for what waits").isEqualTo(waits);
        assertThat(waits && machine.paused()).as("waits out a pause").isFalse();
        assertThat(written.contains(position) && record != null).as("is remembered").isFalse();
        sum += stored[position];
        done += settled[position];
      }
      noteFailures();
      assertThat(machine.downloaded()).isEqualTo(sum);
      assertThat(machine.recordsDone()).isEqualTo(done);
      assertThat(delivered.size()).isLessThanOrEqualTo(1);
      if (machine.stage() == Stage.RUNNING) {
        assertThat(machine.result()).isEmpty();
        assertThat(machine.recordsAvailable()).isTrue();
      }
    }

    /** One input can end several records: then the limit is the cause of the others' abort. */
    private void noteFailures() {
      if (!firstFailure.isEmpty()) {
        return;
      }
      for (int position = 0; position < results.length; position++) {
        RecordState record = machine.find(position);
        RecordResult result = record == null ? results[position] : record.result;
        if (result == RecordResult.DOWNLOAD_TOTAL_EXCEEDED) {
          firstFailure = result.word();
          return;
        }
        if (result != null && result != RecordResult.NONE && result != RecordResult.SUCCESS) {
          firstFailure = result.word();
        }
      }
    }

    /** One random step that the world may take; false where there is none. */
    boolean step() {
      int position = chance.nextInt(stored.length);
      switch (chance.nextInt(13)) {
        case 0, 1 -> {
          if (queued.remove(position)) {
            slots.add(position);
            if (machine.find(position) == null) {
              tell(new FetchInput.RecordHere(position, rows.get(position)));
            }
            tell(new FetchInput.SlotGranted(position));
          }
        }
        case 2, 3, 4 -> running(position);
        case 5 -> {
          if (stopping.contains(position)) {
            tell(new FetchInput.AttemptStopped(position));
          }
        }
        case 6 -> {
          if (finishing.remove(position)) {
            tell(
                chance.nextInt(8) == 0
                    ? new FetchInput.StoreFailed(position, chance.nextBoolean(), "disk")
                    : new FetchInput.BodyFinished(position));
          }
        }
        case 7 -> {
          if (backoff.remove(position)) {
            tell(new FetchInput.RetryDue(position));
          }
        }
        case 8 -> {
          if (makeDurable) {
            makeDurable = false;
            tell(new FetchInput.MadeDurable());
          }
        }
        case 9 -> {
          if (!delivered.isEmpty()) {
            tell(new FetchInput.DeliveryEnded());
          }
        }
        case 10 -> person();
        case 11 -> {
          if (settled[position] > 0) {
            written.add(position);
            tell(new FetchInput.EndWritten(position));
          }
        }
        default -> tell(nonsense(position));
      }
      return machine.stage() != Stage.DONE;
    }

    private void person() {
      switch (chance.nextInt(40)) {
        case 0 -> {
          aborted |= machine.active();
          tell(new FetchInput.AbortAsked());
        }
        case 1 -> tell(new FetchInput.PauseAsked());
        default -> tell(new FetchInput.ResumeAsked());
      }
    }

    private void running(int position) {
      RecordState record = machine.find(position);
      if (record == null || record.phase != Phase.RUNNING) {
        return;
      }
      if (!head[position]) {
        head[position] = true;
        tell(
            chance.nextInt(6) == 0
                ? failed(position)
                : new FetchInput.HeadArrived(position, response(record)));
        return;
      }
      switch (chance.nextInt(8)) {
        case 0 -> tell(failed(position));
        case 1 -> tell(new FetchInput.StoreFailed(position, chance.nextBoolean(), "disk"));
        case 2, 3 -> tell(new FetchInput.BodyEnded(position));
        default -> {
          int size = 1 + chance.nextInt(100);
          admitted = false;
          tell(new FetchInput.ChunkArrived(position, size));
          if (admitted) {
            stored[position] += size;
            tellStored(position, size);
          }
        }
      }
    }

    private void tellStored(int position, int size) {
      tell(new FetchInput.BytesStored(position, size));
    }

    private FetchInput failed(int position) {
      var causes = FetchInput.AttemptFailed.Cause.values();
      return new FetchInput.AttemptFailed(
          position, causes[chance.nextInt(causes.length)], "network");
    }

    private FetchResponse response(RecordState record) {
      int status =
          List.of(200, 200, 200, 404, 206, 206, 416, 503, 429, 511).get(chance.nextInt(10));
      long first = chance.nextInt(8) == 0 ? record.bytes + 1 : record.bytes;
      String range = "bytes " + first + "-" + (first + 9) + "/*";
      HeaderList headers =
          switch (status) {
            case 206 -> HeaderList.of("Content-Range", range);
            case 429, 503 ->
                chance.nextBoolean() ? HeaderList.of("Retry-After", "3") : HeaderList.empty();
            case 416 -> HeaderList.of("Content-Range", "bytes */" + record.bytes);
            default -> HeaderList.empty();
          };
      return new FetchResponse("basic", List.of(), status, "", headers, List.of(), null);
    }

    /** Inputs that crossed with something else and fit no more. */
    private FetchInput nonsense(int position) {
      RecordState record = machine.find(position);
      if (record == null) {
        return new FetchInput.RetryDue(position);
      }
      return record.phase == Phase.RUNNING
          ? chance.nextBoolean()
              ? new FetchInput.RetryDue(position)
              : new FetchInput.EndWritten(position)
          : switch (chance.nextInt(5)) {
            case 0 -> new FetchInput.HeadArrived(position, response(record));
            case 3 -> new FetchInput.RecordHere(position, rows.get(position));
            case 1 -> new FetchInput.ChunkArrived(position, 5);
            case 2 -> new FetchInput.BodyEnded(position);
            default -> new FetchInput.Uploaded(position, 3);
          };
    }
  }

  private static World world(int count, long seed) {
    Random random = new Random(seed);
    var records = new ArrayList<RecordState>();
    boolean allGet = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      records.add(new RecordState(allGet || random.nextInt(4) > 0, random.nextInt(5) > 0, 10));
    }
    long total = random.nextInt(3) == 0 ? 50 + random.nextInt(500) : 0;
    BackgroundFetchPolicy policy =
        BackgroundFetchPolicy.defaults()
            .withAttempts(1 + random.nextInt(6))
            .onChange(random.nextBoolean() ? OnChange.RESTART : OnChange.FAIL);
    return new World(records, total, policy, seed);
  }

  @Property(tries = 500)
  void alwaysEndsAndTellsTheTruth(
      @ForAll @IntRange(min = 1, max = 6) int count, @ForAll long seed) {
    World world = world(count, seed);
    world.tell(new FetchInput.Begin());
    int steps = 0;
    while (world.step()) {
      assertThat(++steps).as("steps").isLessThan(200_000);
    }
    FetchMachine machine = world.machine;
    assertThat(machine.recordsDone()).isEqualTo(count);
    assertThat(world.slots).isEmpty();
    assertThat(world.queued).isEmpty();
    assertThat(world.backoff).isEmpty();
    assertThat(world.released).isEqualTo(1);
    assertThat(machine.recordsAvailable()).isFalse();
    assertThat(machine.active()).isFalse();
    boolean allSucceeded =
        Arrays.stream(world.results).allMatch(result -> result == RecordResult.SUCCESS);
    if (world.aborted) {
      assertThat(machine.failureReason()).isEqualTo("aborted");
      assertThat(world.delivered).containsExactly("backgroundfetchabort");
    } else if (allSucceeded && world.firstFailure.isEmpty()) {
      assertThat(machine.result()).isEqualTo("success");
      assertThat(world.delivered).containsExactly("backgroundfetchsuccess");
    } else {
      assertThat(machine.result()).isEqualTo("failure");
      assertThat(machine.failureReason()).isEqualTo(world.firstFailure);
    }
  }

  @Property(tries = 200)
  void givesTheSameEffectsForTheSameInputs(
      @ForAll @IntRange(min = 1, max = 4) int count, @ForAll long seed) {
    World one = world(count, seed);
    World other = world(count, seed);
    one.tell(new FetchInput.Begin());
    other.tell(new FetchInput.Begin());
    for (int i = 0; i < 300 && one.step() & other.step(); i++) {
      assertThat(one.machine.downloaded()).isEqualTo(other.machine.downloaded());
      assertThat(one.delivered).isEqualTo(other.delivered);
    }
  }

  @Property(tries = 300)
  void neverStoresMoreThanTheDownloadTotal(@ForAll long seed) {
    World world = world(5, seed);
    World limited = new World(world.rows, 300, world.policy, seed);
    FetchMachine machine = limited.machine;
    limited.tell(new FetchInput.Begin());
    while (limited.step()) {
      assertThat(machine.downloaded()).isLessThanOrEqualTo(300);
    }
  }
}
