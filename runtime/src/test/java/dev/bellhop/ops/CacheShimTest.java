package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cache and CacheStorage as a script sees them. */
class CacheShimTest extends CacheShimTestCase {
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
  void aLargeBodyComesInPiecesThatAreTheScriptsOwn() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const bytes = new Uint8Array((20 << 20) + 1);
                for (let i = 0; i < bytes.length; i += 4099) bytes[i] = i % 251;
                await cache.put("a", new Response(bytes));
                let position = 0, pieces = 0, wrong = 0, shared = 0, last = null;
                for await (const piece of (await cache.match("a")).body) {
                  const end = position + piece.length;
                  for (let i = Math.ceil(position / 4099) * 4099; i < end; i += 4099) {
                    if (piece[i - position] !== i % 251) wrong++;
                  }
                  if (last?.buffer === piece.buffer) shared++;
                  if (last !== null) structuredClone(last.buffer, { transfer: [last.buffer] });
                  last = piece;
                  position = end;
                  pieces++;
                }
                const { body } = await cache.match("a");
                const reader = body.getReader();
                const { value } = await reader.read();
                await reader.cancel();
                const { done } = await reader.read();
                return [position, pieces > 1, wrong, shared, value[4099], done];
                """))
        .isEqualTo("[20971521,true,0,0,83,true]");
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
