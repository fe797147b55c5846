package dev.bellhop.archive;

import dev.bellhop.fetch.FetchRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the records of one capture together, by their ids and WARC-Concurrent-To, where they stand
 * near each other: it remembers so many of each kind, whatever the length of the file.
 */
final class Captures {
  private static final int MOST = 64;

  /** A response whose request has not come yet; its exchange has a GET request meanwhile. */
  record Pending(Exchange exchange, List<URI> concurrentTo, String place) {
    private Pending answering(FetchRequest request) {
      return new Pending(
          new Exchange(request, exchange.response(), exchange.at()), concurrentTo, place);
    }
  }

  private final Map<URI, FetchRequest> requests = new LinkedHashMap<>();
  private final Map<URI, Heads> heads = new LinkedHashMap<>();
  private final Map<URI, Pending> responses = new LinkedHashMap<>();

  /** A request has come; gives the response to it, where that came before. */
  @Nullable Pending request(URI id, List<URI> concurrentTo, FetchRequest request) {
    for (Map.Entry<URI, Pending> response : responses.entrySet()) {
      if (concurrentTo.contains(response.getKey())
          || response.getValue().concurrentTo().contains(id)) {
        responses.remove(response.getKey());
        return response.getValue().answering(request);
      }
    }
    remember(requests, id, request);
    concurrentTo.forEach(response -> remember(requests, response, request));
    return null;
  }

  /** The request to a response, where it has come. */
  @Nullable FetchRequest requestOf(URI response, List<URI> concurrentTo) {
    FetchRequest found = requests.get(response);
    for (URI request : concurrentTo) {
      found = found == null ? requests.get(request) : found;
    }
    return found;
  }

  /** The heads of a response that is to come. */
  void heads(URI response, Heads found) {
    remember(heads, response, found);
  }

  @Nullable Heads headsOf(URI response) {
    return heads.remove(response);
  }

  /** A response has come before its request; gives one that has waited too long for its own. */
  @Nullable Pending response(URI id, Pending response) {
    return remember(responses, id, response);
  }

  /** The responses whose requests have not come. */
  List<Pending> takeAll() {
    var all = new ArrayList<>(responses.values());
    responses.clear();
    return all;
  }

  /** Gives the value that is forgotten for it. */
  private static <T> @Nullable T remember(Map<URI, T> values, URI id, T value) {
    values.put(id, value);
    return values.size() > MOST ? values.remove(values.keySet().iterator().next()) : null;
  }
}
