package dev.bellhop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.Trace;
import dev.bellhop.TraceEvent;
import dev.bellhop.store.Database;
import dev.bellhop.store.Reach;
import dev.bellhop.store.RegistrationRows;
import dev.bellhop.store.RegistrationRows.RegistrationRow;
import dev.bellhop.store.RegistrationRows.WorkerRow;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Try Activate and Try Clear Registration, with workers that listen to nothing. */
class WorkerActivationTest {
  private static final Url PAGE = Url.parse("https://localhost/page", null);

  private final VirtualClock clock = new VirtualClock();
  private final Trace trace = new Trace(clock);
  private final List<TraceEvent.Diagnostic> told = new ArrayList<>();
  private final Clients clients = new Clients(new Random(1));
  private final RegistrationMap map = new RegistrationMap();
  private int failures;
  private int writes;

  private final Database database =
      new Database() {
        @Override
        public <T> CompletableFuture<T> write(Work<T> work) {
          writes++;
          return failures-- > 0
              ? CompletableFuture.failedFuture(new IOException("the disk is on fire"))
              : CompletableFuture.completedFuture(null);
        }

        @Override
        public <T> CompletableFuture<T> writeSynced(Work<T> work) {
          return write(work);
        }

        @Override
        public boolean log(LoggedWrite write, Reach reach) {
          return false;
        }

        @Override
        public CompletableFuture<Void> syncLog() {
          throw new AssertionError("nothing is to be logged");
        }

        @Override
        public CompletableFuture<Void> syncLogHere() {
          throw new AssertionError("nothing is to be logged");
        }

        @Override
        public <T> CompletableFuture<T> read(Work<T> work) {
          throw new AssertionError("nothing is to be read");
        }

        @Override
        public CompletableFuture<Void> sync() {
          return CompletableFuture.completedFuture(null);
        }
      };

  private final WorkerActivation activation =
      new WorkerActivation(new RegistrationRows(database), clients, clock);
  private final Clearing clearing = new Clearing(clients, map);

  private WorkerRegistration registration(String... states) {
    trace.listen(
        entry -> {
          if (entry.event() instanceof TraceEvent.Diagnostic diagnostic) {
            told.add(diagnostic);
          }
        });
    var factory =
        new WorkerFactory(
            new ScriptFetch((request, uploaded, cancel) -> new CompletableFuture<>()),
            new NoRealms(),
            clock,
            trace,
            new WorkerLimits(Duration.ofMinutes(5), Duration.ofSeconds(30), WorkerStop.WHEN_IDLE));
    List<WorkerRow> workers = new ArrayList<>();
    for (String state : states) {
      workers.add(
          new WorkerRow(
              workers.size() + 1,
              state,
              "https://localhost/sw.js",
              "classic",
              Set.of(),
              false,
              Map.of()));
    }
    WorkerRegistration registration =
        factory.restore(new RegistrationRow(1, "https://localhost/", "imports", null, workers));
    map.put(registration);
    clients.onUnused(
        unused -> {
          clearing.tryClear(unused);
          activation.tryActivate(unused);
        });
    return registration;
  }

  private Client page(WorkerRegistration registration) {
    Client client = clients.open(PAGE);
    clients.take(client, registration.active());
    return client;
  }

  @Test
  void aWaitingWorkerWaitsForTheLastPage() {
    WorkerRegistration registration = registration("activated", "installed");
    Worker first = registration.active();
    Worker second = registration.waiting();
    Client one = page(registration);
    Client two = page(registration);
    activation.tryActivate(registration);
    clients.close(one);
    assertThat(registration.active()).isSameAs(first);
    clients.close(two);
    assertThat(registration.active()).isSameAs(second);
    assertThat(registration.waiting()).isNull();
    assertThat(first.state()).isEqualTo(WorkerState.REDUNDANT);
    assertThat(second.state()).isEqualTo(WorkerState.ACTIVATED);
    assertThat(registration.activated().join()).isSameAs(second);
  }

  @Test
  void aWorkerThatSkipsWaitingTakesOverThePages() {
    WorkerRegistration registration = registration("activated", "installed");
    Client page = page(registration);
    Worker second = registration.waiting();
    second.skipWaiting();
    activation.tryActivate(registration);
    assertThat(page.controller()).isSameAs(second);
    assertThat(second.state()).isEqualTo(WorkerState.ACTIVATED);
  }

  @Test
  void nothingIsActivatedOnceTheHostStops() {
    WorkerRegistration registration = registration("activated", "installed");
    Client page = page(registration);
    registration.suspend();
    clients.close(page);
    assertThat(registration.waiting()).isNotNull();
  }

  @Test
  void anActivationThatCannotBeWrittenIsTriedAgain() {
    WorkerRegistration registration = registration("installed");
    failures = 2;
    activation.tryActivate(registration);
    assertThat(registration.active().state()).isEqualTo(WorkerState.ACTIVATING);
    clock.advance(Duration.ofSeconds(1));
    assertThat(registration.active().state()).isEqualTo(WorkerState.ACTIVATING);
    clock.advance(Duration.ofSeconds(2));
    assertThat(registration.active().state()).isEqualTo(WorkerState.ACTIVATED);
    assertThat(writes).isEqualTo(4);
    assertThat(told).isEmpty();
  }

  @Test
  void anActivationThatCannotBeWrittenAtAllIsToldAndGoesOn() {
    WorkerRegistration registration = registration("installed");
    failures = Integer.MAX_VALUE;
    activation.tryActivate(registration);
    clock.advance(Duration.ofSeconds(14));
    assertThat(registration.active().state()).isEqualTo(WorkerState.ACTIVATED);
    assertThat(told)
        .hasSize(2)
        .allSatisfy(
            diagnostic -> {
              assertThat(diagnostic.name()).isEqualTo("activation-not-stored");
              assertThat(diagnostic.message()).contains("the disk is on fire");
            });
  }

  @Test
  void anUnregisteredRegistrationIsClearedWithItsLastPage() {
    WorkerRegistration registration = registration("activated", "installed");
    Worker active = registration.active();
    Worker waiting = registration.waiting();
    Client page = page(registration);
    assertThat(map.unregister(registration.scope())).isSameAs(registration);
    clearing.tryClear(registration);
    assertThat(map.registered()).isEmpty();
    assertThat(map.all()).containsExactly(registration);
    assertThat(active.state()).isEqualTo(WorkerState.ACTIVATED);
    clients.close(page);
    assertThat(map.all()).isEmpty();
    assertThat(List.of(active.state(), waiting.state())).containsOnly(WorkerState.REDUNDANT);
    assertThat(registration.newest()).isNull();
    assertThat(registration.activated()).isCompletedExceptionally();
  }
}
