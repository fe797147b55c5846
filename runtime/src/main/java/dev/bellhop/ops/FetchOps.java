package dev.bellhop.ops;

import dev.bellhop.HostClock;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.Realm;
import dev.bellhop.fetch.CorsSafelists;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.fetch.ResponseFilter;
import dev.bellhop.http.Body;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Causes;
import dev.bellhop.mime.ContentType;
import dev.bellhop.mime.MimeType;
import dev.bellhop.url.Url;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/** What requests, responses and fetch() ask of the host, for one realm. */
public final class FetchOps implements AutoCloseable {
  private final Realm realm;
  private final Url location;
  private final Fetcher fetcher;
  private final HostClock clock;
  private final Consumer<TraceEvent> trace;

  // A token that neither a request under way nor a script holds is of no use any more.
  private final Set<CancelToken> running =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /**
   * For one realm.
   *
   * @param location the URL of the realm's script: base URL, origin and referrer
   * @param trace is told how each fetch ended, on any thread
   */
  public FetchOps(
      Realm realm, Url location, Fetcher fetcher, HostClock clock, Consumer<TraceEvent> trace) {
    this.realm = realm;
    this.location = location;
    this.fetcher = fetcher;
    this.clock = clock;
    this.trace = trace;
  }

  /**
   * Parses a URL against the realm's location: its serialization, whether it includes credentials,
   * its origin, and its serialization without fragment; null where it does not parse.
   */
  @HostAccess.Export
  public @Nullable ProxyArray parseUrl(String text) {
    Url url = Url.parse(text, location);
    if (url == null) {
      return null;
    }
    boolean credentials = !url.username().isEmpty() || !url.password().isEmpty();
    return ProxyArray.fromArray(
        url.href(), credentials, url.origin(), url.withoutFragment().href());
  }

  /** The serialized origin of the realm. */
  @HostAccess.Export
  public String origin() {
    return location.origin();
  }

  /** Whether scripts may not set this request header. */
  @HostAccess.Export
  public boolean isForbiddenRequestHeader(String name, String value) {
    return CorsSafelists.isForbiddenRequestHeader(name, value);
  }

  /** Whether the header may stand in a request of mode "no-cors". */
  @HostAccess.Export
  public boolean isNoCorsSafelisted(String name, String value) {
    return CorsSafelists.isNoCorsSafelistedRequestHeader(name, value);
  }

  /** Whether no script may use the method. */
  @HostAccess.Export
  public boolean isForbiddenMethod(String method) {
    return CorsSafelists.isForbiddenMethod(method);
  }

  /**
   * The MIME type in an array of header names and values: serialized, its essence and its boundary
   * parameter or null; null for failure.
   */
  @HostAccess.Export
  public @Nullable ProxyArray mimeType(Value headers) {
    MimeType type = ContentType.of(Messages.headers(headers));
    return type == null
        ? null
        : ProxyArray.fromArray(type.toString(), type.essence(), type.parameter("boundary"));
  }

  /**
   * A request from the array that {@link #requestParts} gives.
   *
   * @param body the body, or null
   */
  @HostAccess.Export
  public FetchRequest request(Value parts, @Nullable Body body) {
    return Messages.request(parts, body, location);
  }

  /**
   * A request's members in an array: method, URL, headers (an array of names and values), mode,
   * credentials, cache, redirect, destination, referrer, referrer policy, integrity, keepalive,
   * priority, and what a blob: URL stands for or null.
   */
  @HostAccess.Export
  public ProxyArray requestParts(FetchRequest request) {
    return Messages.parts(request);
  }

  /** A request's body, or null. */
  @HostAccess.Export
  public @Nullable Body requestBody(FetchRequest request) {
    return request.body();
  }

  /** A response that a script made. */
  @HostAccess.Export
  public FetchResponse response(
      String type, int status, String statusText, Value headers, @Nullable Body body) {
    return new FetchResponse(
        type, List.of(), status, statusText, Messages.headers(headers), List.of(), body);
  }

  /**
   * What a script sees of a response, in an array: type, URL without fragment or "", how many URLs
   * it went through, status, status text, headers (an array of names and values).
   */
  @HostAccess.Export
  public ProxyArray responseParts(FetchResponse response) {
    return Messages.visibleParts(response);
  }

  /** The body that a script sees, or null. */
  @HostAccess.Export
  public @Nullable Body visibleBody(FetchResponse response) {
    return ResponseFilter.hidesBody(response) ? null : response.body();
  }

  /** The body that is behind a filter, or null. */
  @HostAccess.Export
  public @Nullable Body hiddenBody(FetchResponse response) {
    return ResponseFilter.hidesBody(response) ? response.body() : null;
  }

  /** The response with another body. */
  @HostAccess.Export
  public FetchResponse withBody(FetchResponse response, @Nullable Body body) {
    return response.withBody(body);
  }

  /** What a fetch can be aborted with. */
  @HostAccess.Export
  public CancelToken token() {
    return new CancelToken();
  }

  /** Aborts, the body of the response included. */
  @HostAccess.Export
  public void abort(CancelToken token) {
    token.cancel();
  }

  /** Fetches: a FetchResponse. */
  @HostAccess.Export
  public void fetch(FetchRequest request, CancelToken token, Value done) {
    running.add(token);
    long start = clock.nanoTime();
    var response =
        fetcher
            .fetch(request, token)
            .whenComplete((result, failure) -> tell(request, start, result, failure));
    realm.settle(
        BodyFailures.named(response),
        done,
        result -> AbandonableBody.within(result, () -> running.remove(token)));
  }

  /** Aborts what the realm has under way. */
  @Override
  public void close() {
    List<CancelToken> tokens;
    synchronized (running) {
      tokens = List.copyOf(running);
    }
    tokens.forEach(CancelToken::cancel);
  }

  private void tell(
      FetchRequest request,
      long start,
      @Nullable FetchResponse response,
      @Nullable Throwable failure) {
    String url = request.url().href();
    if (response != null) {
      trace.accept(
          new TraceEvent.FetchCompleted(
              location.href(), request.method(), url, response.status(), clock.nanoTime() - start));
    } else if (failure != null) {
      trace.accept(
          new TraceEvent.FetchFailed(
              location.href(),
              request.method(),
              url,
              String.valueOf(Causes.of(failure).getMessage())));
    }
  }
}
