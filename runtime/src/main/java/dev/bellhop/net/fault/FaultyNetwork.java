package dev.bellhop.net.fault;

import dev.bellhop.FaultRule;
import dev.bellhop.HostClock;
import dev.bellhop.Network;
import dev.bellhop.NetworkFault;
import dev.bellhop.net.Transport;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A transport between its users and a real one, which does what the rules want. Without rules it
 * only passes on. Safe from any thread.
 */
public final class FaultyNetwork implements Network, Transport {
  private final Transport transport;
  private final HostClock clock;
  private final List<ActiveRule> rules = new CopyOnWriteArrayList<>();

  private volatile Runnable changed = () -> {};

  /** In front of a transport, which it does not close. */
  public FaultyNetwork(Transport transport, HostClock clock) {
    this.transport = transport;
    this.clock = clock;
  }

  /** Has somebody told, on the thread that makes the change, whenever the rules have changed. */
  public void onChange(Runnable listener) {
    changed = listener;
  }

  @Override
  public void add(FaultRule rule) {
    rules.add(new ActiveRule(rule, faultyTransport(rule.fault())));
    changed.run();
  }

  private FaultyTransport faultyTransport(NetworkFault fault) {
    return switch (fault) {
      case NetworkFault.OfHead ofHead -> new FaultyHeads(ofHead, clock);
      case NetworkFault.OfBody ofBody -> new FaultyBodies(ofBody, clock);
    };
  }

  @Override
  public void remove(FaultRule rule) {
    for (ActiveRule active : rules) {
      if (active.rule().equals(rule)) {
        rules.remove(active);
        changed.run();
        return;
      }
    }
  }

  @Override
  public void clear() {
    rules.clear();
    changed.run();
  }

  @Override
  public List<FaultRule> rules() {
    return rules.stream().filter(ActiveRule::canHappen).map(ActiveRule::rule).toList();
  }

  @Override
  public CompletableFuture<TransportResponse> send(TransportRequest request) {
    return through(request, transport::send);
  }

  /** Lets a request meet the faults, and what is left of it somebody who answers it. */
  CompletableFuture<TransportResponse> through(
      TransportRequest request,
      Function<TransportRequest, CompletableFuture<TransportResponse>> last) {
    return rules.isEmpty() ? last.apply(request) : through(request, rules.iterator(), last);
  }

  private static CompletableFuture<TransportResponse> through(
      TransportRequest request,
      Iterator<ActiveRule> left,
      Function<TransportRequest, CompletableFuture<TransportResponse>> last) {
    while (left.hasNext()) {
      ActiveRule rule = left.next();
      if (rule.takes(request)) {
        return rule.transport().send(request, changed -> through(changed, left, last));
      }
    }
    return last.apply(request);
  }

  /** Whether nothing goes wrong now. */
  boolean isWell() {
    return rules.isEmpty();
  }

  /** Does nothing: the transport behind it is its owner's. */
  @Override
  public void close() {}
}
