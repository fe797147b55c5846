package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static dev.bellhop.cache.Caching.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.BellhopException;
import dev.bellhop.CacheImport;
import dev.bellhop.DamagedEntry;
import dev.bellhop.fetch.FetchResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of other programs, damaged ones, and damaged bodies. */
class ForeignArchivesTest extends StoredCachesTestCase {
  private CacheImport imported(String name, byte[] archive) throws Exception {
    return get(caches.importFrom("films", Files.write(folder.resolve(name), archive)));
  }

  private FetchResponse found(String url, String... headers) throws Exception {
    Cache cache = get(caching.caches.open("films"));
    return Objects.requireNonNull(get(cache.match(CacheQuery.of(request(url, headers)))));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A record as wget writes it, with its target in angle brackets. */
  private static String warc(String type, String id, String url, String more, String block) {
    return "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\n".formatted(type, id)
        + "WARC-Target-URI: <%s>\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n%s".formatted(url, more)
        + "Content-Type: application/http;msgtype=%s\r\n".formatted(type)
        + "Content-Length: %d\r\n\r\n%s\r\n\r\n".formatted(block.length(), block);
  }

  private static String to(String id) {
    return "WARC-Concurrent-To: <urn:uuid:%s>\r\n".formatted(id);
  }

  private static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  private static String gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(latin1(text));
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void removesTheCodingsOfWarcResponses() throws Exception {
    String coded = gzip("film ".repeat(100));
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
            + "%x\r\n%s\r\n0\r\n\r\n".formatted(coded.length(), coded);
    String file =
        warc("response", id(1), "https://site.test/a", "", chunked)
            + warc(
                "response",
                id(2),
                "https://site.test/b",
                "",
                "HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\n\r\nx")
            + warc("revisit", id(3), "https://site.test/c", "", "HTTP/1.1 200 OK\r\n\r\n");
    CacheImport done = imported("a.warc", latin1(file));
    assertThat(done.entries()).isEqualTo(1);
    assertThat(done.skips())
        .extracting(CacheImport.Skip::why)
        .containsExactly(
            "The content coding rot13 is unknown.", "It only refers to an earlier response.");
    assertThat(text(found("/a"))).isEqualTo("film ".repeat(100));
    assertThat(found("/a").type()).isEqualTo("basic");
  }

  @Test
  void findsTheRequestsOfWarcResponsesOnBothSides() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nVary: X-Who\r\n\r\n";
    String url = "https://site.test/a";
    String file =
        warc("response", id(1), url, "", head + "late")
            + warc("response", id(2), url, to(id(4)), head + "posted")
            + warc("request", id(3), url, to(id(1)), "GET /a HTTP/1.1\r\nX-Who: late\r\n\r\n")
            + warc("request", id(4), url, "", "POST /a HTTP/1.1\r\nX-Who: post\r\n\r\n")
            + warc("request", id(5), url, "", "GET /a HTTP/1.1\r\nX-Who: early\r\n\r\n")
            + warc("response", id(6), url, to(id(5)), head + "early");
    CacheImport done = imported("a.warc", latin1(file));
    assertThat(done.skips())
        .extracting(CacheImport.Skip::why)
        .containsExactly("Only responses to GET requests can be cached, not to POST.");
    assertThat(text(found("/a", "X-Who", "late"))).isEqualTo("late");
    assertThat(text(found("/a", "X-Who", "early"))).isEqualTo("early");
  }

  @Test
  void readsWhatDevToolsSave() throws Exception {
    String entry =
        """
        {"_priority":"High","request":{"method":"GET","url":"%s","headers":[
        {"name":":authority","value":"x"},{"name":"user-agent","value":"Chrome"},
        {"name":"x-who","value":"me"}],"postData":{"text":"x"}},"response":{"status":%d,
        "statusText":"","headers":[{"name":"vary","value":"User-Agent, X-Who"},
        {"name":"set-cookie","value":"a=1\\nb=2"},
        {"name":"content-type","value":"text/plain; charset=windows-1252"}],
        "content":{%s}},"startedDateTime":"2026-01-02T03:04:05.678+01:00","time":1.5}
        """;
    String file =
        "\uFEFF{\"log\":{\"version\":\"1.2\",\"pages\":[],\"entries\":["
            + String.join(
                ",",
                entry.formatted(
                    "https://site.test/t", 200, "\"size\":3,\"text\":\"\\u20ac\\\"\u00e9\""),
                entry.formatted(
                    "https://cdn.test/b", 200, "\"text\":\"AP8=\",\"encoding\":\"base64\""),
                entry.formatted("https://site.test/gone", 200, "\"size\":9"),
                entry.formatted("https://site.test/blocked", 0, "\"size\":0"),
                entry.formatted("data:,x", 200, "\"size\":0,\"text\":\"x\""))
            + "]}}";
    CacheImport done = imported("a.har", file.getBytes(StandardCharsets.UTF_8));
    assertThat(done.skips())
        .extracting(CacheImport.Skip::why)
        .containsExactly(
            "Its body was not recorded.",
            "It got no response.",
            "Only http and https URLs can be cached, not data:,x.");
    FetchResponse text = found("/t", "X-Who", "me");
    assertThat(text.headers().asList()).filteredOn(h -> h.name().equals("set-cookie")).hasSize(2);
    assertThat(Objects.requireNonNull(text.body()).length()).hasValue(3);
    FetchResponse other = found("https://cdn.test/b", "X-Who", "me");
    assertThat(other.type()).isEqualTo("cors");
    assertThat(Objects.requireNonNull(other.body()).length()).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.zip  | PK                        | : it is neither a WARC file",
        "a.har  | {\"log\": 1}              | : it has no log.entries, as a HAR file has.",
        "a.har  | {\"log\":{\"entries\":[1  | , entry 1 at byte 19: an entry should be an object.",
        "a.har  | {\"log\":{\"entries\":[{x | , byte 20: it is not JSON: ",
        "a.har  | {\"log\":{           | , byte 8: it is not JSON: Unexpected end-of-input.",
        "a.har  | {\"log\":{\"entries\":[{}]}} | , entry 1 at byte 19: it has no request with a",
        "a.warc | WARC/1.0                  | , record 1 at byte 0: ",
      })
  void saysInOneSentenceWhereAFileIsDamaged(String name, String content, String sentence)
      throws Exception {
    assertThatThrownBy(() -> imported(name, latin1(content)))
        .cause()
        .isInstanceOf(BellhopException.class)
        .hasMessageStartingWith(folder.resolve(name) + sentence)
        .message()
        .hasLineCount(1);
    assertThat(get(caches.names())).isEmpty();
  }

  @Test
  void leavesNothingOfAFileThatEndsTooEarly() throws Exception {
    Cache cache = get(caching.caches.open("films"));
    get(cache.put(request("/a"), response("old")));
    String whole =
        warc("response", id(1), "https://site.test/a", "", "HTTP/1.1 200 OK\r\n\r\nnew")
            + warc("response", id(2), "https://site.test/b", "", "HTTP/1.1 200 OK\r\n\r\nrest");
    String cut = whole.substring(0, whole.length() - 6);
    assertThatThrownBy(() -> imported("a.warc", latin1(cut)))
        .cause()
        .hasMessageEndingWith(": the record is damaged: the file ends in the middle of it.");
    assertThat(get(caches.entries("films"))).hasSize(1);
    assertThat(text(found("/a"))).isEqualTo("old");
    assertThat(imported("b.warc", latin1(whole)).entries()).isEqualTo(2);
    assertThat(text(found("/a"))).isEqualTo("new");
    assertThat(Caching.bodyBytes(caching.store, Caching.ORIGIN)).isEqualTo("newrest".length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/hostname", "sub/../../secret", "link", "", ".."})
  void takesNoFileFromOutsideAFolder(String name) throws Exception {
    Files.writeString(folder.resolve("secret"), "x");
    Path out = exported();
    Files.createSymbolicLink(out.resolve("link"), folder.resolve("secret"));
    Path index = out.resolve("cache-index.jsonl");
    Files.writeString(
        index, Files.readString(index).replace("\"file\":\"a\"", "\"file\":\"" + name + "\""));
    assertThatThrownBy(() -> get(caches.importFrom("more", out)))
        .cause()
        .hasMessage(index + ", line 2: \"" + name + "\" is not a file of this folder.");
  }

  @Test
  void namesTheFilesOfAFolderThatItsIndexDoesNot() throws Exception {
    Path out = exported();
    Files.writeString(out.resolve("mine.txt"), "x");
    CacheImport done = get(caches.importFrom("more", out));
    assertThat(done.entries()).isEqualTo(1);
    assertThat(done.skips())
        .containsExactly(
            new CacheImport.Skip(
                out.toString(), "mine.txt", "The index does not say what it is a response to."));
  }

  @Test
  void noticesThatAnExportedFileHasChanged() throws Exception {
    Path out = exported();
    Files.writeString(out.resolve("a"), "forged");
    assertThatThrownBy(() -> get(caches.importFrom("more", out)))
        .cause()
        .hasMessageContaining("a has changed since the export;");
  }

  private Path exported() throws Exception {
    Cache cache = get(caching.caches.open("films"));
    get(cache.put(request("/a"), response("one")));
    Path out = folder.resolve("out");
    get(caches.export("films", out, ArchiveFormat.FOLDER));
    return out;
  }

  @Test
  void namesDamagedBodiesAndExportsTheRest() throws Exception {
    Cache cache = get(caching.caches.open("films"));
    for (String name : List.of("/whole", "/short", "/gone", "/other")) {
      get(cache.put(request(name), response(name.repeat(20_000))));
    }
    assertThat(get(caches.verify("films")).damaged()).isEmpty();
    List<Path> files;
    try (var found = Files.walk(folder.resolve("data/bodies"))) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    Files.writeString(files.get(1), "/short");
    Files.delete(files.get(2));
    Files.writeString(files.get(3), "/Other" + "/other".repeat(19_999));
    List<DamagedEntry> damaged = get(caches.verify("films")).damaged();
    assertThat(damaged)
        .containsExactly(
            new DamagedEntry(
                "GET",
                "https://site.test/short",
                files.get(1),
                "it has 6 bytes, and had 120000 when it was stored"),
            new DamagedEntry("GET", "https://site.test/gone", files.get(2), "its file is missing"),
            new DamagedEntry(
                "GET",
                "https://site.test/other",
                files.get(3),
                "its bytes are not those that were stored"));
    for (ArchiveFormat format : ArchiveFormat.values()) {
      var export = get(caches.export("films", folder.resolve("out-" + format), format));
      assertThat(export.entries()).isEqualTo(1);
      assertThat(export.leftOut()).isEqualTo(damaged);
    }
  }
}
