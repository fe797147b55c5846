package dev.bellhop.backgroundfetch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests from origins that there is no network to: however many records wait, one of them
 * looks now and then, and when it finds something they all go on, as the scheduler lets them. Runs
 * on the mailbox.
 */
final class NetworkGates {
  /** An origin without a network. */
  private static final class Gate {
    /** How often in a row there was none. */
    private int looks;

    /** When the next look is, by the clock; meaningful while an alarm is set. */
    private long due;

    private @Nullable Runnable cancelAlarm;

    /** The record that looks. */
    private SlotScheduler.@Nullable Slot probe;

    boolean mayLook() {
      return cancelAlarm == null && probe == null;
    }
  }

  private final Alarms alarms;
  private final Backoff backoff;
  private final LongSupplier nanoTime;
  private final Runnable changed;
  private final Map<String, Gate> gates = new HashMap<>();

  /** All open. Told when somebody may have a turn who had none before. */
  NetworkGates(Alarms alarms, Backoff backoff, LongSupplier nanoTime, Runnable changed) {
    this.alarms = alarms;
    this.backoff = backoff;
    this.nanoTime = nanoTime;
    this.changed = changed;
  }

  /** Whether a record that goes to an origin may have its turn now. */
  boolean open(String origin) {
    Gate gate = gates.get(origin);
    return gate == null || gate.mayLook();
  }

  /** Whether there is no network to an origin, as far as is known. */
  boolean isLost(String origin) {
    return gates.containsKey(origin);
  }

  /** Nanoseconds until one of the records looks again; 0 where there is no origin without. */
  long nanosToNextLook() {
    long now = nanoTime.getAsLong();
    return gates.values().stream()
        .filter(gate -> gate.cancelAlarm != null)
        .mapToLong(gate -> Math.max(0, gate.due - now))
        .min()
        .orElse(0);
  }

  /** A record has its turn. */
  void granted(SlotScheduler.Slot slot) {
    Gate gate = gates.get(slot.host());
    if (gate != null) {
      gate.probe = slot;
    }
  }

  /** A record's turn is over. Without word of the network, another one looks. */
  void freed(SlotScheduler.Slot slot) {
    Gate gate = gates.get(slot.host());
    if (gate != null && slot.equals(gate.probe)) {
      gate.probe = null;
    }
  }

  /**
   * There is no network to an origin.
   *
   * @return how long until one of the records looks again
   */
  Duration lost(String origin) {
    Gate gate = gates.computeIfAbsent(origin, key -> new Gate());
    long now = nanoTime.getAsLong();
    if (gate.cancelAlarm == null) {
      gate.looks++;
      gate.probe = null;
      Duration delay = backoff.after(gate.looks);
      gate.due = now + delay.toNanos();
      gate.cancelAlarm = alarms.set(delay, () -> mayLook(gate));
    }
    return Duration.ofNanos(Math.max(0, gate.due - now));
  }

  private void mayLook(Gate gate) {
    gate.cancelAlarm = null;
    changed.run();
  }

  /** There is a network to an origin. */
  void found(String origin) {
    Gate gate = gates.remove(origin);
    if (gate != null) {
      if (gate.cancelAlarm != null) {
        gate.cancelAlarm.run();
      }
      changed.run();
    }
  }

  /** The network may have come back: for each origin a record looks at once. */
  void lookAtOnce() {
    for (Gate gate : List.copyOf(gates.values())) {
      if (gate.cancelAlarm != null) {
        gate.cancelAlarm.run();
        gate.cancelAlarm = null;
      }
    }
    changed.run();
  }
}
