package dev.bellhop.cli.control;

import dev.bellhop.HeaderField;
import dev.bellhop.SiteResponse;
import java.io.InputStream;
import java.util.List;

/** A response without its body, as it is written down. */
public record ResponseHead(
    int status,
    String statusText,
    List<HeaderField> headers,
    String url,
    String type,
    SiteResponse.Source source) {
  /** The head of a response. */
  public static ResponseHead of(SiteResponse response) {
    return new ResponseHead(
        response.status(),
        response.statusText(),
        response.headers(),
        response.url(),
        response.type(),
        response.source());
  }

  SiteResponse with(InputStream body) {
    return new SiteResponse(status, statusText, headers, url, type, source, body);
  }
}
