package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.CacheExport;
import dev.bellhop.CacheImport;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyInputStream;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.Header;
import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** What is exported and imported again is what it was. */
class ArchiveRoundTripProperties {
  private static Path folder;
  private static Caching caching;
  private static int runs;

  @BeforeContainer
  static void open() throws Exception {
    folder = Files.createTempDirectory("bellhop-archives");
    caching = new Caching(folder.resolve("data"));
  }

  @AfterContainer
  static void close() throws Exception {
    caching.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 25)
  void comesBackFromAFolder(@ForAll("exchanges") List<Put> puts) throws Exception {
    comesBack(puts, ArchiveFormat.FOLDER, "");
  }

  @Property(tries = 25)
  void comesBackFromWarc(@ForAll("exchanges") List<Put> puts) throws Exception {
    comesBack(puts, ArchiveFormat.WARC, ".warc");
  }

  @Property(tries = 25)
  void comesBackFromCompressedWarc(@ForAll("exchanges") List<Put> puts) throws Exception {
    comesBack(puts, ArchiveFormat.WARC_GZIP, ".warc.gz");
  }

  @Property(tries = 25)
  void comesBackFromHar(@ForAll("exchanges") List<Put> puts) throws Exception {
    comesBack(puts, ArchiveFormat.HAR, ".har");
  }

  private static void comesBack(List<Put> puts, ArchiveFormat format, String ending)
      throws Exception {
    int run = runs++;
    String from = "from " + run;
    Cache cache = get(caching.caches.open(from));
    for (Put put : puts) {
      get(cache.put(put.request(), put.response()));
    }
    var caches = new StoredCaches(caching.caches);
    Path archive = folder.resolve(run + ending);
    CacheExport exported = get(caches.export(from, archive, format));
    CacheImport imported = get(caches.importFrom("to " + run, archive));
    List<String> before = contents(from);
    assertThat(contents("to " + run)).isEqualTo(before);
    assertThat(exported.entries()).isEqualTo(before.size());
    assertThat(imported).isEqualTo(new CacheImport(before.size(), exported.bytes(), 0, List.of()));
  }

  /** All there is of the entries, in order. */
  private static List<String> contents(String cache) throws IOException {
    var contents = new ArrayList<String>();
    EntryPages pages = EntryPages.of(caching.caches, cache);
    for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
      for (EntryPages.Stored entry : page) {
        contents.add(
            String.join(
                "\n",
                MessageJson.write(entry.request()),
                MessageJson.write(entry.response()),
                bytes(entry.response().body())));
      }
    }
    return contents;
  }

  private static String bytes(@Nullable Body body) throws IOException {
    if (body == null) {
      return "no body";
    }
    try (InputStream in = BodyInputStream.of(body)) {
      return HexFormat.of().formatHex(in.readAllBytes());
    }
  }

  record Put(FetchRequest request, FetchResponse response) {
    @Override
    public String toString() {
      return request.url() + " " + request.headers() + " " + response;
    }
  }

  @Provide
  Arbitrary<List<Put>> exchanges() {
    return Combinators.combine(urls(), headers(), responses())
        .as(
            (url, headers, response) ->
                new Put(
                    FetchRequest.to(url, Caching.ORIGIN)
                        .headers(headers)
                        .mode("no-cors")
                        .referrer("no-referrer")
                        .build(),
                    response))
        .list()
        .ofMaxSize(6);
  }

  private static Arbitrary<Url> urls() {
    return Arbitraries.of(
            "/",
            "/a.txt",
            "/a.txt?x=1&y=%20z",
            "/a.txt#part",
            "/..%2f..%2fetc/passwd",
            "/cache-index.jsonl",
            "/CON?\u00E4=\u20AC",
            "//other.test:8080/a/b/",
            "http://[::1]/" + "long".repeat(200))
        .map(text -> Objects.requireNonNull(Url.parse(text, Url.parse(Caching.ORIGIN, null))));
  }

  private static Arbitrary<HeaderList> headers() {
    Arbitrary<String> names =
        Arbitraries.of(
            "X-One", "x-one", "Set-Cookie", "Content-Encoding", "Transfer-Encoding", "Location");
    Arbitrary<String> values =
        Arbitraries.strings()
            .withChars("a \t\",;=\\\u0001\u007F\u0080\u00E9\u00FF")
            .ofMaxLength(8)
            .map(String::strip)
            .filter(value -> !value.endsWith("\t") && !value.startsWith("\t"));
    return Combinators.combine(names, values)
        .as(Header::new)
        .list()
        .ofMaxSize(5)
        .map(HeaderList::of);
  }

  private static Arbitrary<FetchResponse> responses() {
    Arbitrary<String> types =
        Arbitraries.of("default", "basic", "cors", "opaque", "opaqueredirect");
    Arbitrary<List<Url>> lists = urls().list().ofMaxSize(3);
    Arbitrary<Integer> statuses = Arbitraries.of(200, 201, 204, 301, 404, 599);
    Arbitrary<String> texts = Arbitraries.of("", "OK", "Not  Found", "\u00FC\u00FF");
    Arbitrary<List<String>> exposed = Arbitraries.of("x-one", "*").list().ofMaxSize(2);
    Arbitrary<HeaderList> varied =
        Combinators.combine(headers(), Arbitraries.of("", "X-One", "x-one, Accept"), contentTypes())
            .as(
                (headers, vary, type) ->
                    vary.isEmpty()
                        ? headers.with("Content-Type", type)
                        : headers.with("Vary", vary).with("Content-Type", type));
    return Combinators.combine(types, lists, statuses, texts, varied, exposed, bodies())
        .as(FetchResponse::new);
  }

  private static Arbitrary<String> contentTypes() {
    return Arbitraries.of(
        "text/html", "text/plain;charset=UTF-8", "text/plain; charset=latin1", "image/png", "?");
  }

  private static Arbitrary<@Nullable Body> bodies() {
    return Arbitraries.of("none", "empty", "text", "emoji", "broken", "bytes", "large")
        .map(ArchiveRoundTripProperties::body);
  }

  private static @Nullable Body body(String kind) {
    return switch (kind) {
      case "none" -> null;
      case "empty" -> BytesBody.of(new byte[0]);
      case "text" -> BytesBody.of("\uFEFF{\"a\": \"\\u0041\u0000</script>\r\n\"}");
      case "emoji" -> BytesBody.of("x".repeat(3999) + "\uD83D\uDE00\u20AC".repeat(9000));
      case "broken" -> BytesBody.of("caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
      case "bytes" -> BytesBody.of(new byte[] {0, -1, 13, 10, 13, 10, 31, -117});
      default -> BytesBody.of(random(200_001));
    };
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
