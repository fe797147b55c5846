package dev.bellhop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.lifecycle.JobQueues.Key;
import dev.bellhop.lifecycle.JobQueues.Scheduled;
import dev.bellhop.lifecycle.JobQueues.Type;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JobQueuesTest {
  private static final Key UPDATE = new Key(Type.UPDATE, "/", "/sw.js", "classic", "imports");

  private final JobQueues queues = new JobQueues();
  private final List<CompletableFuture<WorkerRegistration>> promises = new ArrayList<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();

  /** A job whose promise and end are the test's affair. */
  private Scheduled schedule(Key key) {
    return queues.schedule(
        key,
        promise -> {
          promises.add(promise);
          ends.add(new CompletableFuture<>());
          return ends.getLast();
        });
  }

  @Test
  void jobsOfOneScopeRunOneAfterTheOther() {
    schedule(UPDATE);
    schedule(Key.unregister("/"));
    schedule(Key.unregister("/other/"));
    assertThat(ends).hasSize(2);
    ends.getFirst().completeExceptionally(new IllegalStateException("a job that failed"));
    assertThat(ends).hasSize(3);
  }

  @Test
  void anEquivalentJobJoinsTheLastOneUntilItsPromiseHasSettled() {
    Scheduled first = schedule(UPDATE);
    assertThat(schedule(UPDATE)).isSameAs(first);
    promises.getFirst().complete(registration());
    Scheduled second = schedule(UPDATE);
    assertThat(second).isNotSameAs(first);
    assertThat(schedule(UPDATE)).isSameAs(second);
    assertThat(ends).hasSize(1);
    ends.getFirst().complete(null);
    assertThat(ends).hasSize(2);
  }

  @Test
  void onlyTheLastJobIsJoined() {
    Scheduled first = schedule(UPDATE);
    schedule(Key.unregister("/"));
    assertThat(schedule(UPDATE)).isNotSameAs(first);
  }

  @Test
  void jobsThatDifferAreNotEquivalent() {
    Scheduled first = schedule(UPDATE);
    assertThat(schedule(new Key(Type.UPDATE, "/", "/sw.js", "classic", "all"))).isNotSameAs(first);
    assertThat(schedule(new Key(Type.UPDATE, "/", "/sw.js", "module", "all"))).isNotSameAs(first);
    assertThat(schedule(new Key(Type.REGISTER, "/", "/sw.js", "module", "all"))).isNotSameAs(first);
  }

  @Test
  void aFailedJobFailsThePromiseOfAllThatJoined() {
    Scheduled job = schedule(UPDATE);
    ends.getFirst().completeExceptionally(new IllegalStateException("no network"));
    assertThat(job.promise()).isCompletedExceptionally();
    assertThat(queues.unfinished()).isEmpty();
  }

  private static WorkerRegistration registration() {
    return new WorkerRegistration(1, Url.parse("https://localhost/", null), "imports");
  }
}
