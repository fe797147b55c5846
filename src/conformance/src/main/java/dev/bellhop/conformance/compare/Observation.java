package dev.bellhop.conformance.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a realm.
 *
 * @param realm where: "page" or "worker", and the path of its script or page
 * @param subject what happened; the same in two runtimes where it is the same that happened
 * @param facts what is compared of it, by name
 * @param track observations of the same realm and track have a promised order; null for none
 * @param note what is shown but not compared, such as the words of an engine's error; or null
 * @param at milliseconds since 1970
 */
record Observation(
    String realm,
    String subject,
    Map<String, String> facts,
    @Nullable String track,
    @Nullable String note,
    long at) {
  Observation {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** What observations of two runtimes are found to be the same by. */
  String key() {
    return realm + ": " + subject;
  }
}
