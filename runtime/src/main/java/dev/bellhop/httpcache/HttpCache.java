package dev.bellhop.httpcache;

import dev.bellhop.fetch.ResponseCache;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.BodyReader;
import dev.bellhop.http.BodySlice;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.TransportResponse;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.Database;
import dev.bellhop.url.Url;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP cache of a data folder: its responses stay across processes, their bodies in the store.
 * Safe from any thread.
 *
 * @see <a href="https://httpwg.org/specs/rfc9111.html">RFC 9111: HTTP Caching</a>
 */
public final class HttpCache implements ResponseCache {
  /** How many bytes responses have together unless somebody says otherwise. */
  public static final long BUDGET = 256L << 20;

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** A body that takes more than this part of the budget would drive too many others out. */
  private static final int PARTS = 8;

  private record Key(String partition, String url) {}

  private final BodyStore bodies;
  private final HttpCacheRows rows;
  private final long budget;
  private final Supplier<Instant> now;

  /** Responses that are whole and on their way to the store. */
  private final ConcurrentMap<Key, List<StoredResponse>> coming = new ConcurrentHashMap<>();

  private CompletableFuture<@Nullable Void> lastPart = CompletableFuture.completedFuture(null);

  /** What servers are asked for while stale responses answer. */
  private final Set<Key> asking = ConcurrentHashMap.newKeySet();

  /** The cache in this store, by this clock. */
  public HttpCache(Database database, BodyStore bodies, long budget, Supplier<Instant> now) {
    this.bodies = bodies;
    this.rows = new HttpCacheRows(database, bodies, budget);
    this.budget = budget;
    this.now = now;
  }

  @Override
  public CompletableFuture<TransportResponse> exchange(Question question, Forward forward) {
    String mode = question.mode();
    if (!SAFE.contains(question.method())) {
      return forward
          .send(question.headers())
          .thenCompose(response -> invalidated(question, response));
    }
    if (!question.method().equals("GET") || mode.equals("no-store")) {
      return mode.equals("only-if-cached")
          ? ResponseCache.notCached(question.url())
          : forward.send(question.headers());
    }
    if (mode.equals("reload")) {
      return forwarded(question, question.headers(), null, forward);
    }
    return find(question)
        .thenCompose(
            stored ->
                stored == null ? missed(question, forward) : found(question, stored, forward));
  }

  private CompletableFuture<@Nullable StoredResponse> find(Question question) {
    Key key = key(question);
    // First, because what is not on its way any more is in the store by then.
    // A part of no use here may have been put together with others there.
    StoredResponse late =
        matching(
            coming.getOrDefault(key, List.of()).reversed().stream()
                .filter(
                    response ->
                        !response.isPart()
                            || PartialContent.answer(question.headers(), response) != null)
                .toList(),
            question.headers());
    return late != null
        ? CompletableFuture.completedFuture(late)
        : rows.find(key.partition(), key.url())
            // Losing the cache is no reason not to fetch.
            .exceptionally(failure -> List.of())
            .thenApply(stored -> matching(stored, question.headers()));
  }

  private static @Nullable StoredResponse matching(
      List<StoredResponse> stored, HeaderList request) {
    return stored.stream().filter(response -> response.matches(request)).findFirst().orElse(null);
  }

  private CompletableFuture<TransportResponse> missed(Question question, Forward forward) {
    if (question.mode().equals("only-if-cached")) {
      return ResponseCache.notCached(question.url());
    }
    if (CacheDirectives.of(question.headers()).has("only-if-cached")) {
      return CompletableFuture.completedFuture(
          new TransportResponse(504, "Gateway Timeout", HeaderList.empty(), BytesBody.of("")));
    }
    return forwarded(question, question.headers(), null, forward);
  }

  private CompletableFuture<TransportResponse> found(
      Question question, StoredResponse stored, Forward forward) {
    boolean suffices =
        switch (question.mode()) {
          case "force-cache", "only-if-cached" -> true;
          case "no-cache" -> false;
          default -> Freshness.suffices(stored, question.headers(), now.get());
        };
    if (suffices) {
      TransportResponse part = PartialContent.answer(question.headers(), stored);
      if (part != null) {
        if (stored.id() != StoredResponse.NOT_YET) {
          rows.used(stored.id(), now.get());
        }
        return CompletableFuture.completedFuture(part);
      }
    }
    if (question.headers().contains("Range") || stored.isPart()) {
      return missed(question, forward);
    }
    if (question.mode().equals("default")
        && Freshness.sufficesMeanwhile(stored, question.headers(), now.get())) {
      if (!asking.add(key(question))) {
        return CompletableFuture.completedFuture(stored.response());
      }
      revalidate(question, stored, forward)
          .thenAccept(HttpCache::readToItsEnd)
          .whenComplete((done, failure) -> asking.remove(key(question)));
      return CompletableFuture.completedFuture(stored.response());
    }
    return revalidate(question, stored, forward);
  }

  private CompletableFuture<TransportResponse> revalidate(
      Question question, StoredResponse stored, Forward forward) {
    HeaderList headers = question.headers();
    String tag = stored.headers().get("ETag");
    if (tag != null) {
      headers = headers.with("If-None-Match", tag);
    }
    String modified = stored.headers().get("Last-Modified");
    if (modified != null) {
      headers = headers.with("If-Modified-Since", modified);
    }
    return forwarded(question, headers, stored, forward);
  }

  /** What is stored while it is read has to be read, though nobody waits for it. */
  private static void readToItsEnd(TransportResponse response) {
    BodyReader reader = response.body().open();
    if (response.body() instanceof KeptBody) {
      BodyChunks.forEach(
          reader,
          chunk -> {
            chunk.close();
            return CompletableFuture.completedFuture(null);
          });
    } else {
      reader.close();
    }
  }

  private CompletableFuture<TransportResponse> forwarded(
      Question question, HeaderList headers, @Nullable StoredResponse stored, Forward forward) {
    Instant requested = now.get();
    return forward
        .send(headers)
        .thenCompose(
            response ->
                stored != null && response.status() == 304
                    ? validated(question, stored, response, requested)
                    : CompletableFuture.completedFuture(kept(question, response, requested)));
  }

  /** Whoever gets the response and asks again finds it fresh. */
  private CompletableFuture<TransportResponse> validated(
      Question question, StoredResponse stored, TransportResponse response, Instant requested) {
    response.body().open().close();
    StoredResponse updated = stored.updated(response.headers(), requested, now.get());
    Key key = key(question);
    coming.computeIfPresent(
        key,
        (same, list) -> list.stream().map(other -> other == stored ? updated : other).toList());
    return rows.update(key.partition(), key.url(), updated)
        .handle((done, failure) -> updated.response());
  }

  /** The response, stored while it is read where it may be stored. */
  private TransportResponse kept(Question question, TransportResponse response, Instant requested) {
    Instant received = now.get();
    long most = budget / PARTS;
    if (response.body().length().orElse(0) > most
        || !answersAsAsked(question, response.status())
        || !Freshness.isStorable(
            question.headers(), response.status(), response.headers(), received)) {
      return response;
    }
    var body =
        new KeptBody(
            response.body(),
            bodies,
            most,
            writer ->
                store(
                    key(question),
                    new StoredResponse(
                        StoredResponse.NOT_YET,
                        StoredResponse.varied(question.headers(), response.headers()),
                        response.status(),
                        response.statusText(),
                        response.headers(),
                        requested,
                        received,
                        new BodySlice(writer.growing(), 0, writer.length())),
                    writer));
    return new TransportResponse(
        response.status(), response.statusText(), response.headers(), body);
  }

  /** Whether a response is the resource, or a part of it that was asked for. */
  private static boolean answersAsAsked(Question question, int status) {
    return question.headers().contains("Range") ? status == 200 || status == 206 : status != 206;
  }

  private void store(Key key, StoredResponse response, BodyStore.Writer writer) {
    if (response.isPart() && PartialContent.of(response) == null) {
      writer.discard();
      return;
    }
    coming.merge(key, List.of(response), HttpCache::joined);
    put(key, response, writer.finish())
        .whenComplete(
            (done, failure) -> {
              StoredResponse latest = arrived(key, response);
              if (latest != null && latest != response) {
                rows.update(key.partition(), key.url(), latest);
              }
            });
  }

  /** Stores a response, together with what the store has of its resource where it is a part. */
  private CompletableFuture<@Nullable Void> put(
      Key key, StoredResponse response, CompletableFuture<BodyStore.StoredBody> finished) {
    if (!response.isPart()) {
      return finished.thenCompose(body -> putIfComing(key, response, response, body));
    }
    // One after the other, in the order in which they came, or a part would be put together with
    // what was there before the last one.
    synchronized (this) {
      CompletableFuture<@Nullable Void> stored =
          lastPart
              .handle((done, failure) -> done)
              .thenCompose(before -> finished)
              .thenCompose(body -> putPart(key, response, body));
      lastPart = stored;
      return stored;
    }
  }

  private CompletableFuture<@Nullable Void> putPart(
      Key key, StoredResponse response, BodyStore.StoredBody body) {
    return rows.find(key.partition(), key.url())
        .thenCompose(
            stored -> {
              StoredResponse all = combined(stored, response.withBody(body));
              return all == null
                  ? putIfComing(key, response, response, body)
                  : bodies
                      .store(all.body())
                      .thenCompose(joined -> putIfComing(key, response, all, joined));
            });
  }

  /** Stores what has been made of a response, unless that was invalidated on its way. */
  private CompletableFuture<@Nullable Void> putIfComing(
      Key key, StoredResponse response, StoredResponse made, BodyStore.StoredBody body) {
    return rows.put(key.partition(), key.url(), made, body, () -> isComing(key, response));
  }

  private boolean isComing(Key key, StoredResponse response) {
    return coming.getOrDefault(key, List.of()).stream()
        .anyMatch(other -> other.body() == response.body());
  }

  private @Nullable StoredResponse combined(List<StoredResponse> stored, StoredResponse part) {
    for (StoredResponse older : stored) {
      StoredResponse all =
          older.vary().equals(part.vary()) ? PartialContent.combined(older, part) : null;
      if (all != null && all.body().length().orElse(0) <= budget / PARTS) {
        return all;
      }
    }
    return null;
  }

  /** A response has come: gives it as it is by now, or null where it was invalidated. */
  private @Nullable StoredResponse arrived(Key key, StoredResponse response) {
    var latest = new AtomicReference<@Nullable StoredResponse>();
    coming.computeIfPresent(
        key,
        (same, list) -> {
          var rest = new ArrayList<StoredResponse>();
          for (StoredResponse other : list) {
            if (other.body() == response.body()) {
              latest.set(other);
            } else {
              rest.add(other);
            }
          }
          return rest.isEmpty() ? null : List.copyOf(rest);
        });
    return latest.get();
  }

  private static List<StoredResponse> joined(List<StoredResponse> some, List<StoredResponse> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /**
   * @see <a href="https://httpwg.org/specs/rfc9111.html#invalidation">RFC 9111: invalidating stored
   *     responses</a>
   */
  private CompletableFuture<TransportResponse> invalidated(
      Question question, TransportResponse response) {
    if (response.status() < 200 || response.status() > 399) {
      return CompletableFuture.completedFuture(response);
    }
    CompletableFuture<Void> all = invalidate(question, question.url());
    for (String name : List.of("Location", "Content-Location")) {
      String value = response.headers().get(name);
      Url target = value == null ? null : Url.parse(value, question.url());
      if (target != null && target.origin().equals(question.url().origin())) {
        all = CompletableFuture.allOf(all, invalidate(question, target));
      }
    }
    return all.handle((done, failure) -> response);
  }

  private CompletableFuture<Void> invalidate(Question question, Url url) {
    Key key = new Key(question.partition(), url.withoutFragment().href());
    coming.remove(key);
    return rows.invalidate(key.partition(), key.url());
  }

  private static Key key(Question question) {
    return new Key(question.partition(), question.url().withoutFragment().href());
  }
}
