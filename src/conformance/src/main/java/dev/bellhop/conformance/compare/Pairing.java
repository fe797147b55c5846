package dev.bellhop.conformance.compare;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what happened in both runtimes. */
final class Pairing {
  private Pairing() {}

  /**
   * Pairs of what has the same realm and subject, first where the facts are the same too. In the
   * order of the first list; what is only in the second comes after what it followed there.
   */
  static List<Pair> of(List<Observation> bellhop, List<Observation> chromium) {
    Map<Observation, Observation> counterparts = counterparts(bellhop, chromium);
    List<Pair> pairs = new ArrayList<>();
    Map<Observation, Pair> byChromium = new IdentityHashMap<>();
    for (Observation here : bellhop) {
      Observation there = counterparts.get(here);
      Pair pair = new Pair(here, there);
      pairs.add(pair);
      if (there != null) {
        byChromium.put(there, pair);
      }
    }
    int place = 0;
    for (Observation there : chromium) {
      Pair pair = byChromium.get(there);
      if (pair == null) {
        pairs.add(place, new Pair(null, there));
        place++;
      } else {
        place = pairs.indexOf(pair) + 1;
      }
    }
    return pairs;
  }

  private static Map<Observation, Observation> counterparts(
      List<Observation> bellhop, List<Observation> chromium) {
    Map<String, List<Observation>> left = byKey(chromium);
    Map<Observation, Observation> found = new IdentityHashMap<>();
    List<Observation> others = new ArrayList<>();
    for (Observation here : bellhop) {
      List<Observation> candidates = left.getOrDefault(here.key(), List.of());
      candidates.stream()
          .filter(there -> there.facts().equals(here.facts()))
          .findFirst()
          .ifPresentOrElse(
              there -> {
                found.put(here, there);
                remove(candidates, there);
              },
              () -> others.add(here));
    }
    for (Observation here : others) {
      List<Observation> candidates = left.getOrDefault(here.key(), List.of());
      if (!candidates.isEmpty()) {
        found.put(here, candidates.removeFirst());
      }
    }
    return found;
  }

  /** Takes away this one, and not one that is equal. */
  private static void remove(List<Observation> from, Observation one) {
    from.removeIf(candidate -> candidate == one);
  }

  private static Map<String, List<Observation>> byKey(List<Observation> observations) {
    Map<String, List<Observation>> sorted = new LinkedHashMap<>();
    for (Observation observation : observations) {
      sorted.computeIfAbsent(observation.key(), _ -> new ArrayList<>()).add(observation);
    }
    return sorted;
  }
}
