package dev.bellhop.fetch;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import dev.bellhop.net.Priority;
import dev.bellhop.net.TransportResponse;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server of another origin whether it takes a request that a form could not have sent.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch">Fetch: CORS-preflight
 *     fetch</a>
 */
final class CorsPreflight {
  private static final long DEFAULT_MAX_AGE_SECONDS = 5;

  private final HttpExchange exchange;
  private final PreflightCache cache;

  CorsPreflight(HttpExchange exchange, PreflightCache cache) {
    this.exchange = exchange;
    this.cache = cache;
  }

  /**
   * What is asked.
   *
   * @param origin the byte-serialized origin of the request
   * @param alwaysAsk the use-CORS-preflight flag
   * @param metadata the headers that tell where the request comes from
   * @param referer the Referer header of the request, or null
   */
  record Question(
      String method,
      Url url,
      HeaderList headers,
      String origin,
      boolean withCredentials,
      boolean alwaysAsk,
      Priority priority,
      HeaderList metadata,
      @Nullable String referer) {}

  /**
   * Completes when the request may be sent, exceptionally with a network error where it may not.
   */
  CompletableFuture<@Nullable Void> ask(Question question) {
    List<String> names = CorsSafelists.unsafeRequestHeaderNames(question.headers());
    if (isKnown(question, names)) {
      return CompletableFuture.completedFuture(null);
    }
    HeaderList headers =
        question
            .metadata()
            .with("Accept", "*/*")
            .with("Access-Control-Request-Method", question.method());
    if (!names.isEmpty()) {
      headers = headers.with("Access-Control-Request-Headers", String.join(",", names));
    }
    return exchange
        .send(
            new HttpExchange.Order(
                "OPTIONS",
                question.url(),
                headers,
                null,
                "default",
                question.priority(),
                question.origin(),
                null,
                question.referer(),
                question.origin()))
        .thenCompose(
            response -> {
              HttpExchange.discard(response);
              String refusal = judge(question, names, response);
              return refusal == null
                  ? CompletableFuture.completedFuture(null)
                  : NetworkErrors.fail(Reason.CORS, refusal);
            });
  }

  /** Forgets what was allowed for this URL. */
  void forget(String origin, Url url) {
    cache.clear(origin, url.withoutFragment().href());
  }

  private boolean isKnown(Question question, List<String> names) {
    String url = question.url().withoutFragment().href();
    boolean methodNeedsIt =
        question.alwaysAsk() || !CorsSafelists.isSafelistedMethod(question.method());
    if (methodNeedsIt
        && !cache.allowsMethod(
            question.origin(), url, question.withCredentials(), question.method())) {
      return false;
    }
    return names.stream()
        .allMatch(
            name -> cache.allowsHeader(question.origin(), url, question.withCredentials(), name));
  }

  private @Nullable String judge(
      Question question, List<String> names, TransportResponse response) {
    String who = "the preflight (OPTIONS) of " + question.url().withoutFragment();
    String refusal =
        CorsCheck.refusal(who, response.headers(), question.origin(), question.withCredentials());
    if (refusal != null) {
      return refusal;
    }
    if (response.status() < 200 || response.status() > 299) {
      return who
          + " was answered with status "
          + response.status()
          + "; the server must answer it with 200 or 204";
    }
    List<String> methods;
    List<String> allowedNames;
    try {
      methods = list(response.headers(), "Access-Control-Allow-Methods");
      allowedNames = list(response.headers(), "Access-Control-Allow-Headers");
    } catch (IllegalArgumentException e) {
      return who
          + " was answered with an Access-Control-Allow- header that is no list of names: "
          + e.getMessage();
    }
    boolean wildcards = !question.withCredentials();
    if (!methods.contains(question.method())
        && !CorsSafelists.isSafelistedMethod(question.method())
        && !(wildcards && methods.contains("*"))) {
      return who
          + " does not allow the method: the server must send \"Access-Control-Allow-Methods: "
          + question.method()
          + "\"";
    }
    for (String name : names) {
      boolean wildcard = wildcards && allowedNames.contains("*") && !name.equals("authorization");
      if (!wildcard && allowedNames.stream().noneMatch(name::equalsIgnoreCase)) {
        return who
            + " does not allow the header "
            + name
            + ": the server must send \"Access-Control-Allow-Headers: "
            + name
            + "\"";
      }
    }
    remember(question, methods, allowedNames, response.headers());
    return null;
  }

  private void remember(
      Question question, List<String> methods, List<String> names, HeaderList response) {
    List<String> remembered =
        methods.isEmpty() && question.alwaysAsk() ? List.of(question.method()) : methods;
    cache.add(
        question.origin(),
        question.url().withoutFragment().href(),
        question.withCredentials(),
        remembered,
        names,
        maxAge(response));
  }

  private static List<String> list(HeaderList headers, String name) {
    List<String> tokens = HeaderValues.tokens(headers, name);
    return tokens == null ? List.of() : tokens;
  }

  private static long maxAge(HeaderList headers) {
    String value = headers.get("Access-Control-Max-Age");
    if (value == null || !value.matches("[0-9]+")) {
      return DEFAULT_MAX_AGE_SECONDS;
    }
    return value.length() > 9
        ? PreflightCache.MAX_AGE_SECONDS
        : Math.min(Long.parseLong(value), PreflightCache.MAX_AGE_SECONDS);
  }
}
