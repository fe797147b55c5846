package dev.bellhop.conformance.compare;

import java.util.List;

/**
 * What a runtime did with a site.
 *
 * @param complaint why that is not all, or "" where it is
 */
record Recording(List<Observation> observations, String complaint) {
  Recording {
    observations = List.copyOf(observations);
  }
}
