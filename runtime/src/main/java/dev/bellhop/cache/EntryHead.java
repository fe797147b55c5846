package dev.bellhop.cache;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.fetch.RequestMatch;
import dev.bellhop.store.BodyStore.StoredBody;
import org.jspecify.annotations.Nullable;

/**
 * What an entry's row says beside its body, which need not be stored yet.
 *
 * @param url the request's URL without its fragment
 * @param request the request, without its body
 * @param response the response
 * @param requestText the request as text
 * @param responseText the response as text, without its body
 * @param vary the response's Vary header, combined
 */
record EntryHead(
    String url,
    FetchRequest request,
    FetchResponse response,
    String requestText,
    String responseText,
    String vary) {

  static EntryHead of(FetchRequest request, FetchResponse response) {
    FetchRequest head = request.body() == null ? request : request.withBody(null);
    return new EntryHead(
        RequestMatch.url(head),
        head,
        response,
        MessageJson.write(head),
        MessageJson.write(response),
        CachedEntry.vary(response));
  }

  /** What {@link #requestText} and {@link #responseText} said once, with the response's body. */
  static EntryHead read(String requestText, String responseText, @Nullable StoredBody body) {
    FetchRequest request = MessageJson.readRequest(requestText);
    FetchResponse response = MessageJson.readResponse(responseText).withBody(body);
    return new EntryHead(
        RequestMatch.url(request),
        request,
        response,
        requestText,
        responseText,
        CachedEntry.vary(response));
  }

  /** The entry that it becomes in a cache, with its row's id and its body at rest. */
  CachedEntry entry(long id, long cache, @Nullable StoredBody body) {
    return new CachedEntry(
        id,
        cache,
        url,
        request,
        response.body() == body ? response : response.withBody(body),
        body == null ? null : body.id(),
        vary,
        requestText.length() + responseText.length());
  }

  /** How many bytes it counts for beside its body. */
  int bytes() {
    return url.length() + requestText.length() + responseText.length();
  }

  /** As {@link #bytes}, as the tables count what goes. */
  int codePoints() {
    return codePoints(url) + codePoints(requestText) + codePoints(responseText);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }
}
