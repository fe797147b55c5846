package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.cache.CacheStorage;
import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmListener;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.engine.ScriptEngine;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.Fetcher;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.store.Reach;
import dev.bellhop.store.Store;
import dev.bellhop.store.StoreOptions;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cache and CacheStorage as a script sees them: a real realm over a real store. */
class CacheShimTest {
  private static final String SCRIPT = "https://site.test/dir/sw.js";
  private static final String RESULT = "result:";
  private static ScriptEngine engine;

  @TempDir Path folder;
  private final Network network = new Network();
  private final List<TraceEvent> trace = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> result = new CompletableFuture<>();
  private Store store;
  private Realm realm;

  @BeforeAll
  static void openEngine() {
    engine = new ScriptEngine();
  }

  @AfterAll
  static void closeEngine() {
    engine.close();
  }

  @BeforeEach
  void open() throws IOException {
    store = Store.open(folder.resolve("data"), StoreOptions.defaults());
    var clock = new VirtualClock();
    Url location = Objects.requireNonNull(Url.parse(SCRIPT, null));
    var files = new SpillFiles(folder, ForkJoinPool.commonPool());
    var caches =
        new CacheStorage(
            location.origin(), store.database(), store.bodies(), Reach.PROCESS, clock, trace::add);
    realm =
        engine.open(
            new RealmSettings(
                RealmSettings.Kind.WORKER,
                location,
                clock,
                new Recorder(),
                opened ->
                    Map.of(
                        "fetch", new FetchOps(opened, location, network, clock, trace::add),
                        "body", new BodyOps(opened, files),
                        "blob", new BlobOps(clock),
                        "url", new UrlOps(),
                        "encoding", new EncodingOps(),
                        "cache", new CacheOps(opened, caches))));
  }

  @AfterEach
  void close() throws IOException {
    realm.close();
    store.close();
  }

  /** Responses by URL; others are network errors. */
  private static final class Network implements Fetcher {
    private final Map<String, FetchResponse> responses = new ConcurrentHashMap<>();

    void serve(String path, int status, String text, String... headers) {
      Url url = Objects.requireNonNull(Url.parse(path, Url.parse(SCRIPT, null)));
      responses.put(
          url.href(),
          new FetchResponse(
              "basic",
              List.of(url),
              status,
              "",
              HeaderList.of(headers),
              List.of(),
              BytesBody.of(text)));
    }

    @Override
    public CompletableFuture<FetchResponse> fetch(
        FetchRequest request, LongConsumer uploaded, CancelToken cancel) {
      FetchResponse response = responses.get(request.url().withoutFragment().href());
      return response == null
          ? CompletableFuture.failedFuture(
              new NetworkError(NetworkError.Reason.REFUSED, "Refused.", null))
          : CompletableFuture.completedFuture(response);
    }
  }

  private final class Recorder implements RealmListener {
    @Override
    public void console(String level, String text) {
      if (text.startsWith(RESULT)) {
        result.complete(text.substring(RESULT.length()));
      }
    }

    @Override
    public void scriptError(String kind, String message, @Nullable SourceFrame frame) {
      result.complete(kind + ": " + message);
    }

    @Override
    public void diagnostic(TraceEvent.Diagnostic diagnostic) {}
  }

  /** Runs the body of an async function: what it returns as JSON, or "Name: message". */
  private String run(String body) {
    realm.runScript(
        SCRIPT,
        """
        const text = async (response) => response && (await response.text());
        const failure = async (promise) => {
          try { await promise; return "none"; } catch (error) { return error.name; }
        };
        (async () => { %s })().then(
          (value) => console.log("result:" + JSON.stringify(value)),
          (error) => console.log("result:" + error.name + ": " + error.message),
        );
        """
            .formatted(body));
    return result.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void storesAndFindsAResponse() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const response = new Response("hello", {
                  status: 404, statusText: "No", headers: { "X-A": "1" },
                });
                const put = await cache.put("a?q#f", response);
                const found = await cache.match(new Request("/dir/a?q"));
                return [put === undefined, response.bodyUsed, found.status, found.statusText,
                  found.headers.get("x-a"), found.type, await found.text(),
                  await text(await cache.match("a?q")), (await cache.match("b")) === undefined,
                  cache instanceof Cache, caches instanceof CacheStorage, String(cache)];
                """))
        .isEqualTo(
            "[true,true,404,\"No\",\"1\",\"default\",\"hello\",\"hello\",true,true,true,"
                + "\"[object Cache]\"]");
  }

  @Test
  void whatIsFoundCannotBeChanged() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                await cache.put("a", new Response("x"));
                const response = await cache.match("a");
                const [request] = await cache.keys();
                const all = await cache.matchAll();
                return [await failure((async () => response.headers.set("a", "b"))()),
                  await failure((async () => request.headers.set("a", "b"))()),
                  request.url, request.method, Object.isFrozen(all), all.length,
                  Object.isFrozen(await cache.keys("none"))];
                """))
        .isEqualTo("[\"TypeError\",\"TypeError\",\"https://site.test/dir/a\",\"GET\",true,1,true]");
  }

  @Test
  void findsByOptions() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                await cache.put("a?1", new Response("1"));
                await cache.put(new Request("a?2", { headers: { L: "de" } }),
                  new Response("2", { headers: { Vary: "L" } }));
                const post = new Request("a?1", { method: "POST", body: "b" });
                return [
                  (await cache.matchAll("a", { ignoreSearch: true, ignoreVary: true })).length,
                  (await cache.matchAll("a", { ignoreSearch: true })).length,
                  (await cache.keys("a?2")).length,
                  await text(await cache.match(new Request("a?2", { headers: { l: "de" } }))),
                  await text(await cache.match(post)),
                  await text(await cache.match(post, { ignoreMethod: true })), post.bodyUsed,
                  (await cache.matchAll(post)).length, (await cache.keys(post)).length,
                  await cache.delete(post), await cache.delete("a?1"), await cache.delete("a?1"),
                  (await cache.matchAll()).length];
                """))
        .isEqualTo("[2,1,0,\"2\",null,\"1\",false,0,0,false,true,false,1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "put('data:,x', new Response('x'))",
        "put(new Request('a', { method: 'POST' }), new Response('x'))",
        "put('a', new Response('x', { status: 206 }))",
        "put('a', new Response('x', { headers: { Vary: 'a, *' } }))",
        "put('a', used)",
        "put('a', 'text')",
        "put('a')",
        "put('https://u:p@site.test/', new Response('x'))",
        "match()",
        "match('https://:')",
        "match('a', 1)",
        "delete()",
        "add()",
        "addAll('x'.at)",
        "add('data:,x')",
        "add(new Request('served', { method: 'POST' }))",
        "add('missing')",
        "add('notFound')",
        "addAll(['served', 'partial'])",
        "addAll(['served', 'star'])",
        "match.call({}, 'a')",
      })
  void refusesWithATypeError(String call) {
    network.serve("served", 200, "x");
    network.serve("notFound", 404, "x");
    network.serve("partial", 206, "x");
    network.serve("star", 200, "x", "Vary", "*");
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const used = new Response("x");
                await used.text();
                const name = await failure(cache.%s);
                return [name, (await cache.keys()).length];
                """
                    .formatted(call)))
        .isEqualTo("[\"TypeError\",0]");
  }

  @Test
  void aRefusedResponseIsNotRead() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const response = new Response("x", { status: 206 });
                await failure(cache.put("a", response));
                return [response.bodyUsed, await response.text()];
                """))
        .isEqualTo("[false,\"x\"]");
  }

  @Test
  void addsWhatItFetches() {
    network.serve("a", 200, "A", "Content-Type", "text/plain");
    network.serve("b", 201, "B");
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const added = await cache.addAll(["a", new Request("b")]);
                const again = await cache.add("a");
                const urls = (await cache.keys()).map((request) => request.url);
                return [added === undefined, again === undefined, urls,
                  await text(await cache.match("b")), (await cache.match("a")).type];
                """))
        .isEqualTo(
            "[true,true,[\"https://site.test/dir/b\",\"https://site.test/dir/a\"],\"B\",\"basic\"]");
    assertThat(trace).contains(new TraceEvent.CachePut("c", "GET", "https://site.test/dir/b", 1));
  }

  @Test
  void addsNothingTwice() {
    network.serve("a", 200, "A");
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                return [await failure(cache.addAll(["a", "a#x"])), (await cache.keys()).length];
                """))
        .isEqualTo("[\"InvalidStateError\",0]");
  }

  @Test
  void storesAStreamAndTellsItsFailure() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const stream = new ReadableStream({
                  start(controller) {
                    controller.enqueue(new TextEncoder().encode("from "));
                    controller.enqueue(new TextEncoder().encode("a stream"));
                    controller.close();
                  },
                });
                await cache.put("a", new Response(stream));
                const broken = new ReadableStream({
                  pull(controller) { controller.error(new RangeError("mine")); },
                });
                const name = await failure(cache.put("b", new Response(broken)));
                return [await text(await cache.match("a")), name, (await cache.keys()).length];
                """))
        .isEqualTo("[\"from a stream\",\"RangeError\",1]");
  }

  @Test
  void anAbortedSignalAbortsAdding() {
    network.serve("a", 200, "A");
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const controller = new AbortController();
                controller.abort();
                const request = new Request("a", { signal: controller.signal });
                return [await failure(cache.addAll(["a", request])), (await cache.keys()).length];
                """))
        .isEqualTo("[\"AbortError\",0]");
  }

  @Test
  void namesAndSearchesCaches() {
    assertThat(
            run(
                """
                await caches.open("b");
                const a = await caches.open("a");
                await a.put("x", new Response("in a"));
                return [await caches.keys(), await caches.has("a"), await caches.has("z"),
                  await text(await caches.match("x")),
                  await text(await caches.match("x", { cacheName: "a" })),
                  await text(await caches.match("x", { cacheName: "b" })),
                  await text(await caches.match("x", { cacheName: "z" })),
                  await caches.delete("a"), await caches.delete("a"),
                  await text(await a.match("x")), await text(await caches.match("x"))];
                """))
        .isEqualTo(
            "[[\"b\",\"a\"],true,false,\"in a\",\"in a\",null,null,true,false,\"in a\",null]");
  }

  @ParameterizedTest
  @CsvSource({"new Cache(), TypeError", "new CacheStorage(), TypeError"})
  void cannotBeConstructed(String expression, String error) {
    assertThat(run("return failure((async () => " + expression + ")());"))
        .isEqualTo("\"" + error + "\"");
  }

  @Test
  void hasTheShapeOfItsInterfaces() {
    assertThat(
            run(
                """
                return [Object.keys(Cache.prototype).join(), Object.keys(CacheStorage.prototype).join(),
                  Cache.prototype.put.length, Cache.prototype.match.length,
                  Cache.prototype.keys.length, caches.match.length, caches.keys.length,
                  await failure(CacheStorage.prototype.keys.call({}))];
                """))
        .isEqualTo(
            "[\"match,matchAll,add,addAll,put,delete,keys\",\"match,has,open,delete,keys\","
                + "2,1,0,1,0,\"TypeError\"]");
  }

  @Test
  void worksWhateverAScriptDoesToTheBuiltIns() {
    network.serve("a", 200, "A");
    assertThat(
            run(
                """
                console.log(new Request("before", { body: null }).url);
                Response.json({});
                Array.prototype.push = Array.prototype.map = () => { throw new Error("patched"); };
                Array.prototype[Symbol.iterator] = undefined;
                Promise.all = Promise.resolve = Promise.withResolvers = undefined;
                Object.freeze = String.prototype.startsWith = undefined;
                const cache = await caches.open("c");
                await cache.put("b", new Response("B"));
                return (await (await cache.match("b")).text()) + (await cache.keys()).length;
                """))
        .isEqualTo("\"B1\"");
  }
}
