package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.HeaderField;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.fetch.CorsSafelists;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyInputStream;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.HeaderValues;
import dev.bellhop.lifecycle.Navigations;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Requests that somebody outside makes as a page of the site would. */
final class OutsideFetch {
  private static final Set<String> NAVIGATIONS = Set.of("document", "iframe");
  private static final Set<String> DESTINATIONS =
      Set.of(
          "",
          "audio",
          "audioworklet",
          "embed",
          "font",
          "image",
          "json",
          "manifest",
          "object",
          "paintworklet",
          "script",
          "style",
          "text",
          "track",
          "video",
          "xslt");
  private static final Set<String> CORS = Set.of("", "font", "json", "manifest", "text");
  private static final Set<String> MODES = Set.of("cors", "no-cors", "same-origin");
  private static final Set<String> NORMALIZED =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

  private final Navigations navigations;
  private final SiteAddress address;

  OutsideFetch(Navigations navigations, SiteAddress address) {
    this.navigations = navigations;
    this.address = address;
  }

  CompletableFuture<SiteResponse> fetch(SiteRequest request) {
    CompletableFuture<Navigations.Arrival> arrival;
    try {
      arrival = send(request);
    } catch (BellhopException e) {
      return CompletableFuture.failedFuture(e);
    }
    return Futures.understood(arrival.thenApply(OutsideFetch::response));
  }

  private CompletableFuture<Navigations.Arrival> send(SiteRequest request) {
    Url url = Url.parse(request.url(), address.root());
    if (url == null || !url.isHttp()) {
      throw input("'" + request.url() + "' is not an http or https URL");
    }
    String method = method(request.method());
    HeaderList headers = headers(request.headers());
    Body body = body(request, method);
    if (NAVIGATIONS.contains(request.destination())) {
      if (request.mode() != null && !request.mode().equals("navigate")) {
        throw input("a navigation cannot have the mode \"" + request.mode() + "\"");
      }
      var order =
          new Navigations.Order(
              url, method, headers, body, request.destination(), "", request.through());
      return navigations.navigate(order, new CancelToken());
    }
    Url page = url.origin().equals(address.origin()) ? url : address.script();
    String mode = mode(request);
    FetchRequest subresource =
        FetchRequest.to(url, address.origin())
            .method(method)
            .headers(headers)
            .body(body)
            .mode(mode)
            .credentials(mode.equals("no-cors") ? "include" : "same-origin")
            .destination(request.destination())
            .clientUrl(address.root())
            .build();
    return navigations.subresource(subresource, page, request.through(), new CancelToken());
  }

  private static String method(String method) {
    String upper = method.toUpperCase(Locale.ROOT);
    String normalized = NORMALIZED.contains(upper) ? upper : method;
    if (!HeaderValues.isToken(method) || CorsSafelists.isForbiddenMethod(normalized)) {
      throw input("'" + method + "' is not a method that a page can use; GET and POST are");
    }
    return normalized;
  }

  private static HeaderList headers(List<HeaderField> fields) {
    var headers = new ArrayList<Header>();
    for (HeaderField field : fields) {
      String value = HeaderValues.normalized(field.value());
      if (!HeaderValues.isToken(field.name()) || value == null) {
        throw input("'" + field.name() + ": " + field.value() + "' is not a header");
      }
      headers.add(new Header(field.name(), value));
    }
    return HeaderList.of(headers);
  }

  private static @Nullable Body body(SiteRequest request, String method) {
    byte[] bytes = request.body();
    if (bytes == null) {
      return null;
    }
    if (method.equals("GET") || method.equals("HEAD")) {
      throw input("a " + method + " request cannot have a body; use the method POST");
    }
    return BytesBody.of(bytes);
  }

  private static String mode(SiteRequest request) {
    String destination = request.destination();
    if (!DESTINATIONS.contains(destination)) {
      throw input(
          "'" + destination + "' is not a destination; document, image, script and style are");
    }
    String mode = request.mode();
    if (mode == null) {
      return CORS.contains(destination) ? "cors" : "no-cors";
    }
    if (!MODES.contains(mode)) {
      throw input("'" + mode + "' is not a mode; cors, no-cors and same-origin are");
    }
    return mode;
  }

  private static SiteResponse response(Navigations.Arrival arrival) {
    FetchResponse response = arrival.response();
    var headers = new ArrayList<HeaderField>();
    for (Header header : response.headers()) {
      headers.add(new HeaderField(header.name(), header.value()));
    }
    return new SiteResponse(
        response.status(),
        response.statusText(),
        headers,
        arrival.url().href(),
        response.type(),
        arrival.source(),
        BodyInputStream.of(response.body()));
  }

  private static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
