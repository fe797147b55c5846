package dev.bellhop.conformance.compare;

import java.util.List;

/**
 * What a runtime did with a site.
 *
 * @param runtime what the runtime is called
 * @param complaint why that is not all, or "" where it is
 */
record Recording(String runtime, List<Observation> observations, String complaint) {
  Recording {
    observations = List.copyOf(observations);
  }

  /** Whether nothing goes on at its end, as far as it tells. */
  boolean isAtRest() {
    return complaint.isEmpty()
        && observations.stream()
            .allMatch(seen -> seen.facts().getOrDefault("backgroundFetches", "").isEmpty());
  }
}
