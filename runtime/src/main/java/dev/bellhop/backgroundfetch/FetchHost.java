package dev.bellhop.backgroundfetch;

import dev.bellhop.BackgroundFetchPolicy;
import dev.bellhop.HostClock;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.store.BackgroundFetchRows;
import dev.bellhop.store.BodyStore;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What background fetches are run with.
 *
 * @param rows where they are written down
 * @param bodies where their bodies go
 * @param fetcher does the requests
 * @param clock times retries and progress
 * @param random spreads retries
 * @param trace is told what happens
 * @param delivery brings their events to workers
 * @param policy what is left to the host
 */
public record FetchHost(
    BackgroundFetchRows rows,
    BodyStore bodies,
    Fetcher fetcher,
    HostClock clock,
    RandomGenerator random,
    Consumer<TraceEvent> trace,
    Delivery delivery,
    BackgroundFetchPolicy policy) {
  /** With another fetcher. */
  FetchHost withFetcher(Fetcher other) {
    return new FetchHost(rows, bodies, other, clock, random, trace, delivery, policy);
  }
}
