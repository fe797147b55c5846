package dev.bellhop.conformance.compare;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a browser tells of one kind of thing, some time after it was asked to. */
final class Learned {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String id;
  private final String url;
  private final Map<String, String> urls = new LinkedHashMap<>();

  /**
   * Things that have these members.
   *
   * @param id the name of their id
   * @param url the name of their URL
   */
  Learned(String id, String url) {
    this.id = id;
    this.url = url;
  }

  /** Notes what is told. */
  synchronized void learn(JsonNode list) {
    list.forEach(one -> urls.put(one.path(id).asString(), one.path(url).asString()));
    notifyAll();
  }

  /** The ids of an origin's, as soon as there are some; none where they do not come. */
  synchronized List<String> await(String origin) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String> ids = ids(origin);
    long left = PATIENCE.toMillis();
    while (ids.isEmpty() && left > 0) {
      wait(left);
      ids = ids(origin);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    return ids;
  }

  private List<String> ids(String origin) {
    return urls.entrySet().stream()
        .filter(one -> one.getValue().startsWith(origin + "/"))
        .map(Map.Entry::getKey)
        .toList();
  }
}
