package dev.bellhop.conformance.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the order of what has a promised one. */
final class Tracks {
  private Tracks() {}

  /**
   * As few pairs as possible without which each track has the same order in both runtimes.
   *
   * @param pairs in the order of Bellhop
   * @param chromium what happened there, in its order
   */
  static Set<Pair> disordered(List<Pair> pairs, List<Observation> chromium) {
    Map<Observation, Integer> places = new IdentityHashMap<>();
    for (Observation observation : chromium) {
      places.put(observation, places.size());
    }
    Map<String, List<Pair>> tracks = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      Observation here = pair.bellhop();
      if (here != null && pair.chromium() != null && here.track() != null) {
        tracks.computeIfAbsent(here.realm() + " " + here.track(), _ -> new ArrayList<>()).add(pair);
      }
    }
    Set<Pair> moved = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<Pair> track : tracks.values()) {
      moved.addAll(track);
      inOrder(track, places).forEach(moved::remove);
    }
    return moved;
  }

  /** The longest part of a track that is in order: each is longest after the longest before it. */
  private static List<Pair> inOrder(List<Pair> track, Map<Observation, Integer> places) {
    List<List<Pair>> longest = new ArrayList<>();
    for (Pair pair : track) {
      List<Pair> best =
          longest.stream()
              .filter(run -> place(run.getLast(), places) < place(pair, places))
              .max(Comparator.comparingInt(List::size))
              .orElse(List.of());
      List<Pair> run = new ArrayList<>(best);
      run.add(pair);
      longest.add(run);
    }
    return longest.stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
  }

  private static int place(Pair pair, Map<Observation, Integer> places) {
    return places.get(pair.chromium());
  }
}
