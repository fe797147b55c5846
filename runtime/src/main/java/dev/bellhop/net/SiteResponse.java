package dev.bellhop.net;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a folder's server answers: a head, and a part of an open file or a short text.
 *
 * @param file open, for the part; whoever sends the response closes it
 */
record SiteResponse(
    HttpResponseStatus status,
    HttpHeaders headers,
    byte[] text,
    @Nullable FileChannel file,
    ByteRange part) {

  private static final byte[] NO_TEXT = {};
  private static final ByteRange NO_PART = new ByteRange(0, -1);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  /** Answers a request. Blocks. */
  static SiteResponse to(SiteFolder folder, String method, String target, HttpHeaders request) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      SiteResponse response =
          text(
              HttpResponseStatus.METHOD_NOT_ALLOWED,
              "Only GET and HEAD are possible here, not " + method + ".");
      response.headers.set(HttpHeaderNames.ALLOW, "GET, HEAD");
      return response;
    }
    Path file = folder.find(target);
    try {
      return file == null ? notFound(target) : ofFile(file, method, request);
    } catch (IOException e) {
      return notFound(target);
    }
  }

  private static SiteResponse notFound(String target) {
    return text(HttpResponseStatus.NOT_FOUND, "There is no file for " + target + " in the folder.");
  }

  private static SiteResponse text(HttpResponseStatus status, String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.set(HttpHeaderNames.CONTENT_TYPE, "text/plain;charset=utf-8");
    headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
    return new SiteResponse(status, headers, bytes, null, NO_PART);
  }

  private static SiteResponse ofFile(Path file, String method, HttpHeaders request)
      throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      long size = channel.size();
      Instant modified = attributes.lastModifiedTime().toInstant();
      String tag =
          '"'
              + Long.toHexString(size)
              + "-"
              + Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
              + '"';
      HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
      headers.set(HttpHeaderNames.ETAG, tag);
      headers.set(HttpHeaderNames.LAST_MODIFIED, HTTP_DATE.format(modified));
      headers.set(HttpHeaderNames.ACCEPT_RANGES, "bytes");
      // Whoever edits a site wants to see it as it is now.
      headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
      if (notModified(request, tag, modified)) {
        channel.close();
        return new SiteResponse(HttpResponseStatus.NOT_MODIFIED, headers, NO_TEXT, null, NO_PART);
      }
      ByteRange range =
          method.equals("GET") && rangeApplies(request, tag, modified)
              ? ByteRange.of(request.get(HttpHeaderNames.RANGE), size)
              : null;
      if (range == ByteRange.UNSATISFIABLE) {
        channel.close();
        SiteResponse response =
            text(
                HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                "The file has " + size + " bytes.");
        response.headers.set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + size);
        return response;
      }
      headers.set(HttpHeaderNames.CONTENT_TYPE, MediaTypes.of(file));
      ByteRange part = range == null ? new ByteRange(0, size - 1) : range;
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(part.length()));
      if (range != null) {
        headers.set(HttpHeaderNames.CONTENT_RANGE, part.of(size));
      }
      return new SiteResponse(
          range == null ? HttpResponseStatus.OK : HttpResponseStatus.PARTIAL_CONTENT,
          headers,
          NO_TEXT,
          channel,
          part);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** See <a href="https://httpwg.org/specs/rfc9110.html#precedence">RFC 9110, 13.2.2</a>. */
  private static boolean notModified(HttpHeaders request, String tag, Instant modified) {
    String ifNoneMatch = request.get(HttpHeaderNames.IF_NONE_MATCH);
    if (ifNoneMatch != null) {
      for (String candidate : ifNoneMatch.split(",")) {
        String stripped = candidate.strip();
        if (stripped.equals("*")
            || (stripped.startsWith("W/") ? stripped.substring(2) : stripped).equals(tag)) {
          return true;
        }
      }
      return false;
    }
    Instant since = date(request.get(HttpHeaderNames.IF_MODIFIED_SINCE));
    return since != null && modified.getEpochSecond() <= since.getEpochSecond();
  }

  /** See <a href="https://httpwg.org/specs/rfc9110.html#field.if-range">RFC 9110: If-Range</a>. */
  private static boolean rangeApplies(HttpHeaders request, String tag, Instant modified) {
    String ifRange = request.get(HttpHeaderNames.IF_RANGE);
    if (ifRange == null || ifRange.equals(tag)) {
      return true;
    }
    Instant date = date(ifRange);
    return date != null && modified.getEpochSecond() == date.getEpochSecond();
  }

  private static @Nullable Instant date(@Nullable String value) {
    try {
      return value == null ? null : Instant.from(HTTP_DATE.parse(value));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
