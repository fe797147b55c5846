package dev.bellhop.fetch;

import dev.bellhop.http.Body;
import dev.bellhop.http.HeaderList;

/** A request in the making. */
final class RequestDraft {
  private String method = "GET";
  private String url = FetchingTest.ORIGIN + "/";
  private HeaderList headers = HeaderList.empty();
  private Body body;
  private String mode = "cors";
  private String credentials = "same-origin";
  private String cache = "default";
  private String redirect = "follow";
  private String referrer = "client";
  private String referrerPolicy = "";
  private String integrity = "";
  private String origin = FetchingTest.ORIGIN;

  RequestDraft method(String value) {
    method = value;
    return this;
  }

  RequestDraft url(String value) {
    url = value;
    return this;
  }

  RequestDraft headers(String... values) {
    headers = HeaderList.of(values);
    return this;
  }

  RequestDraft body(Body value) {
    body = value;
    return this;
  }

  RequestDraft mode(String value) {
    mode = value;
    return this;
  }

  RequestDraft credentials(String value) {
    credentials = value;
    return this;
  }

  RequestDraft cache(String value) {
    cache = value;
    return this;
  }

  RequestDraft redirect(String value) {
    redirect = value;
    return this;
  }

  RequestDraft referrer(String value) {
    referrer = value;
    return this;
  }

  RequestDraft referrerPolicy(String value) {
    referrerPolicy = value;
    return this;
  }

  RequestDraft integrity(String value) {
    integrity = value;
    return this;
  }

  RequestDraft origin(String value) {
    origin = value;
    return this;
  }

  FetchRequest build() {
    return new FetchRequest(
        method,
        FetchingTest.url(url),
        headers,
        body,
        mode,
        credentials,
        cache,
        redirect,
        "",
        referrer,
        referrerPolicy,
        integrity,
        false,
        origin,
        FetchingTest.url(origin + "/dir/page.js?q#f"));
  }
}
