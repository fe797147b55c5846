package dev.bellhop.fetch;

import dev.bellhop.http.Body;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import org.jspecify.annotations.Nullable;

/**
 * A request in the making; its members are those of {@link FetchRequest}. For one thread at a time.
 */
public final class FetchRequestBuilder {
  private String method = "GET";
  private Url url;
  private HeaderList headers = HeaderList.empty();
  private @Nullable Body body;
  private String mode = "cors";
  private String credentials = "same-origin";
  private String cache = "default";
  private String redirect = "follow";
  private String destination = "";
  private String referrer = "client";
  private String referrerPolicy = "";
  private String integrity = "";
  private boolean keepalive;
  private String priority = "auto";
  private String origin;
  private @Nullable Url clientUrl;
  private @Nullable BlobUrl blob;

  FetchRequestBuilder(Url url, String origin) {
    this.url = url;
    this.origin = origin;
  }

  FetchRequestBuilder(FetchRequest request) {
    method = request.method();
    url = request.url();
    headers = request.headers();
    body = request.body();
    mode = request.mode();
    credentials = request.credentials();
    cache = request.cache();
    redirect = request.redirect();
    destination = request.destination();
    referrer = request.referrer();
    referrerPolicy = request.referrerPolicy();
    integrity = request.integrity();
    keepalive = request.keepalive();
    priority = request.priority();
    origin = request.origin();
    clientUrl = request.clientUrl();
    blob = request.blob();
  }

  /** Sets the normalized method. */
  public FetchRequestBuilder method(String method) {
    this.method = method;
    return this;
  }

  /** Sets the URL. */
  public FetchRequestBuilder url(Url url) {
    this.url = url;
    return this;
  }

  /** Sets the header list. */
  public FetchRequestBuilder headers(HeaderList headers) {
    this.headers = headers;
    return this;
  }

  /** Sets the body, or null for none. */
  public FetchRequestBuilder body(@Nullable Body body) {
    this.body = body;
    return this;
  }

  /** Sets the mode. */
  public FetchRequestBuilder mode(String mode) {
    this.mode = mode;
    return this;
  }

  /** Sets the credentials mode. */
  public FetchRequestBuilder credentials(String credentials) {
    this.credentials = credentials;
    return this;
  }

  /** Sets the cache mode. */
  public FetchRequestBuilder cache(String cache) {
    this.cache = cache;
    return this;
  }

  /** Sets the redirect mode. */
  public FetchRequestBuilder redirect(String redirect) {
    this.redirect = redirect;
    return this;
  }

  /** Sets the destination. */
  public FetchRequestBuilder destination(String destination) {
    this.destination = destination;
    return this;
  }

  /** Sets the referrer. */
  public FetchRequestBuilder referrer(String referrer) {
    this.referrer = referrer;
    return this;
  }

  /** Sets the referrer policy. */
  public FetchRequestBuilder referrerPolicy(String referrerPolicy) {
    this.referrerPolicy = referrerPolicy;
    return this;
  }

  /** Sets the integrity metadata. */
  public FetchRequestBuilder integrity(String integrity) {
    this.integrity = integrity;
    return this;
  }

  /** Sets the keepalive flag. */
  public FetchRequestBuilder keepalive(boolean keepalive) {
    this.keepalive = keepalive;
    return this;
  }

  /** Sets the origin. */
  public FetchRequestBuilder origin(String origin) {
    this.origin = origin;
    return this;
  }

  /** Sets the URL of the client, or null for none. */
  public FetchRequestBuilder clientUrl(@Nullable Url clientUrl) {
    this.clientUrl = clientUrl;
    return this;
  }

  /** Sets "high", "low" or "auto". */
  public FetchRequestBuilder priority(String priority) {
    this.priority = priority;
    return this;
  }

  /** Sets what a blob: URL stands for, or null. */
  public FetchRequestBuilder blob(@Nullable BlobUrl blob) {
    this.blob = blob;
    return this;
  }

  /** The request as it is now. */
  public FetchRequest build() {
    return new FetchRequest(
        method,
        url,
        headers,
        body,
        mode,
        credentials,
        cache,
        redirect,
        destination,
        referrer,
        referrerPolicy,
        integrity,
        keepalive,
        priority,
        origin,
        clientUrl,
        blob);
  }
}
