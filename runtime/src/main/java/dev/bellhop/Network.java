package dev.bellhop;

import java.util.List;

/**
 * The network as a host's sites see it, with what goes wrong on purpose. Safe from any thread. A
 * change holds for the requests that are sent from then on.
 */
public interface Network {
  /**
   * Adds a rule, after those there are. A request meets every rule that fits it, in their order.
   */
  void add(FaultRule rule);

  /** Takes a rule away, the one that was added first where there are equal ones. */
  void remove(FaultRule rule);

  /** Takes all rules away. */
  void clear();

  /** The rules that can still happen, in their order. */
  List<FaultRule> rules();
}
