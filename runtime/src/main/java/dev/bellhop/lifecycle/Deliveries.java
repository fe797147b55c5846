package dev.bellhop.lifecycle;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is on its way to the realms of an origin beside the events of its workers: messages of ports
 * and channels, windows that are being opened. Safe from any thread.
 */
public final class Deliveries {
  private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

  /** Something that ends when this future is complete. */
  public void add(CompletableFuture<?> delivery) {
    underWay.add(delivery);
    delivery.whenComplete((ended, failure) -> underWay.remove(delivery));
  }

  /** Completes when everything that is under way now has ended, well or not. */
  public CompletableFuture<Void> quiet() {
    return CompletableFuture.allOf(underWay.toArray(CompletableFuture<?>[]::new))
        .handle((ended, failure) -> null);
  }
}
