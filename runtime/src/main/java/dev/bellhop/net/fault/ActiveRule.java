package dev.bellhop.net.fault;

import dev.bellhop.FaultRule;
import dev.bellhop.net.TransportRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** A rule, how often it has happened, and what it does. Safe from any thread. */
final class ActiveRule {
  private final FaultRule rule;
  private final UrlGlob urls;
  private final FaultyTransport transport;
  private final AtomicInteger left;

  ActiveRule(FaultRule rule, FaultyTransport transport) {
    this.rule = rule;
    this.urls = new UrlGlob(rule.urls());
    this.transport = transport;
    this.left = new AtomicInteger(rule.times());
  }

  FaultRule rule() {
    return rule;
  }

  FaultyTransport transport() {
    return transport;
  }

  boolean canHappen() {
    return rule.times() == 0 || left.get() > 0;
  }

  /** Whether it happens to this request, which counts. */
  boolean takes(TransportRequest request) {
    return urls.matches(request.url())
        && transport.fits(request)
        && (rule.times() == 0 || left.getAndUpdate(count -> Math.max(0, count - 1)) > 0);
  }
}
