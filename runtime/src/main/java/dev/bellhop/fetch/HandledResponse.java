package dev.bellhop.fetch;

import dev.bellhop.http.Body;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A service worker's response on its way to the client that made the request. */
final class HandledResponse {
  private static final Set<Integer> NULL_BODY_STATUSES = Set.of(101, 103, 204, 205, 304);

  private HandledResponse() {}

  /**
   * Why not, in a sentence; null where it may.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#http-fetch">Fetch: HTTP fetch, the steps for a
   *     response of handle fetch</a>
   */
  static @Nullable String refusal(FetchRequest request, FetchResponse response) {
    String answered = "the worker answered the request for " + request.url().withoutFragment();
    String type = response.type();
    if (type.equals("error")) {
      return answered + " with Response.error()";
    }
    if (request.mode().equals("same-origin") && type.equals("cors")) {
      return answered
          + ", whose mode is \"same-origin\", with a response of another origin (type \"cors\")";
    }
    if (!request.mode().equals("no-cors") && type.equals("opaque")) {
      return answered
          + " with an opaque response, which only mode \"no-cors\" allows, not \""
          + request.mode()
          + "\"";
    }
    if (!request.redirect().equals("manual") && type.equals("opaqueredirect")) {
      return answered
          + " with a redirect that was not followed (type \"opaqueredirect\"), which only"
          + " redirect: \"manual\" allows, not \""
          + request.redirect()
          + "\"";
    }
    if (!request.redirect().equals("follow") && response.urlList().size() > 1) {
      return answered
          + " with a response that came by a redirect, which only redirect: \"follow\" allows,"
          + " not \""
          + request.redirect()
          + "\"; answer with a new Response(response.body, response)";
    }
    return null;
  }

  /**
   * The response with what main fetch adds to it.
   *
   * @param type of the filter that an unfiltered response gets
   * @param urls of the request, for a response that has none
   * @see <a href="https://fetch.spec.whatwg.org/#main-fetch">Fetch: main fetch</a>
   */
  static FetchResponse completed(
      FetchRequest request, FetchResponse response, String type, List<Url> urls) {
    boolean filtered = !response.type().equals("default");
    boolean nullBody = hasNullBody(request.method(), response.status());
    if (nullBody) {
      discard(response);
    }
    List<String> exposed =
        !filtered && type.equals("cors")
            ? ResponseFilter.exposedNames(response.headers(), request)
            : response.corsExposedHeaderNames();
    return new FetchResponse(
        filtered ? response.type() : type,
        response.urlList().isEmpty() ? urls : response.urlList(),
        response.status(),
        response.statusText(),
        response.headers(),
        exposed,
        nullBody ? null : response.body());
  }

  /** Whether a response to such a request has a null body, whatever its server has sent. */
  static boolean hasNullBody(String method, int status) {
    return method.equals("HEAD") || method.equals("CONNECT") || NULL_BODY_STATUSES.contains(status);
  }

  /** Gives a body up that nobody will read. */
  static void discard(FetchResponse response) {
    Body body = response.body();
    if (body != null && !body.replayable()) {
      body.open().close();
    }
  }
}
