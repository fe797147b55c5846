package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.LiveBody;
import dev.bellhop.net.TransportException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest extends FetchShimTestCase {
  @Test
  void hasDefaults() {
    assertThat(
            realm.run(
                """
                const r = new Response();
                return [r.type, r.url, r.redirected, r.status, r.ok, r.statusText, [...r.headers],
                  r.body, r.bodyUsed, await r.text(), r.bodyUsed];
                """))
        .isEqualTo("[\"default\",\"\",false,200,true,\"\",[],null,false,\"\",false]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "é"                                        | "text/plain;charset=UTF-8" | "é"
          new Uint8Array([104, 105]).subarray(1)     | null                       | "i"
          new Uint8Array([104, 105]).buffer          | null                       | "hi"
          new DataView(new Uint8Array([104, 105]).buffer, 1) | null               | "i"
          new Blob(["hi"], {type: "a/B"})            | "a/b"                      | "hi"
          new Blob(["hi"])                           | null                       | "hi"
          new URLSearchParams({a: "1 2"})            | "application/x-www-form-urlencoded;charset=UTF-8" | "a=1+2"
          123                                        | "text/plain;charset=UTF-8" | "123"
          """)
  void takesManyBodies(String body, String type, String text) {
    assertThat(
            realm.run(
                "const r = new Response("
                    + body
                    + "); return [r.headers.get('content-type'), await r.text()]"))
        .isEqualTo("[" + type + "," + text + "]");
  }

  @Test
  void readsItsBodyInManyForms() {
    assertThat(
            realm.run(
                """
                const bytes = [0xef, 0xbb, 0xbf, 0x7b, 0x7d];
                const r = (init) => new Response(new Uint8Array(bytes), init);
                const blob = await r({headers: {"Content-Type": "Text/X; a=B"}}).blob();
                return [
                  [...new Uint8Array(await r().arrayBuffer())], [...await r().bytes()],
                  await r().text(), await r().json(), blob.size, blob.type,
                  [...new Uint8Array(await new Response().arrayBuffer())],
                  await new Response(new Uint8Array([0xed, 0xa0, 0x80, 0xff, 0x41])).text(),
                ];
                """))
        .isEqualTo(
            "[[239,187,191,123,125],[239,187,191,123,125],\"{}\",{},5,\"text/x;a=B\",[],"
                + "\"\ufffd\ufffd\ufffd\ufffdA\"]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 63, 1024, 1025, 100_003})
  void givesEveryByteOfABodyOnce(int length) {
    assertThat(
            realm.run(
                """
                const bytes = Uint8Array.from({length: %d}, (_, i) => i * 31 + (i >> 8));
                const r = () => new Response(new Blob([bytes]));
                const streamed = [];
                for (const reader = r().body.getReader(); ; ) {
                  const {done, value} = await reader.read();
                  if (done) break;
                  for (const byte of value) streamed.push(byte);
                }
                const same = (other) => other.length === bytes.length && bytes.every((b, i) => b === other[i]);
                return [new Uint8Array(await r().arrayBuffer()), await r().bytes(), streamed].map(same);
                """
                    .formatted(length)))
        .isEqualTo("[true,true,true]");
  }

  /** A copy of floats may change some: quiet and signalling NaN, -0, tiny ones. */
  @Test
  void keepsTheBitsOfEveryKindOfNumber() {
    assertThat(
            realm.run(
                """
                const heads = [0x7ff0, 0x7ff8, 0xfff0, 0xfff8, 0x7ff4, 0x8000, 0x0000, 0x000f, 0x3ff0];
                const sent = new DataView(new ArrayBuffer(8 * 90));
                for (let i = 0; i < 90; i++) {
                  sent.setUint16(8 * i, heads[i % 9], true);
                  sent.setUint16(8 * i + 6, heads[i % 9], true);
                  sent.setUint32(8 * i + 2, Math.imul(i, 2654435761) >>> 0, true);
                }
                const got = new DataView(await new Response(new Blob([sent])).arrayBuffer());
                let changed = 0;
                for (let i = 0; i < 180; i++) {
                  if (got.getUint32(4 * i) !== sent.getUint32(4 * i)) changed++;
                }
                return [got.byteLength, changed];
                """))
        .isEqualTo("[720,0]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "arrayBuffer", "blob", "bytes", "formData"})
  void readsItsBodyOnce(String method) {
    assertThat(
            realm.run(
                """
                const r = new Response("{}", {headers: {"Content-Type": "application/x-www-form-urlencoded"}});
                const first = r.%s();
                const used = r.bodyUsed;
                await first;
                let again;
                try { await r.text(); } catch (error) { again = error.name; }
                let clone;
                try { r.clone(); } catch (error) { clone = error.name; }
                return [used, again, clone, r.body.locked];
                """
                    .formatted(method)))
        .isEqualTo("[true,\"TypeError\",\"TypeError\",true]");
  }

  @Test
  void rejectsWithSyntaxErrorWhereTheBodyIsNoJson() {
    assertThat(realm.errorOf("return new Response('{').json()")).isEqualTo("SyntaxError");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          new Response("", {status: 199})           | RangeError
          new Response("", {status: 600})           | RangeError
          new Response("x", {status: 204})          | TypeError
          new Response("x", {statusText: "a\\n"})   | TypeError
          new Response("x", {statusText: "\\u0100"}) | TypeError
          new Response("x", 1)                      | TypeError
          Response.redirect("http://[")             | TypeError
          Response.redirect("/", 200)               | RangeError
          Response.redirect()                       | TypeError
          Response.json(undefined)                  | TypeError
          Response.json("x", {status: 204})         | TypeError
          Response.error().headers.set("a", "b")    | TypeError
          Response()                                | TypeError
          Response.prototype.clone.call({})         | TypeError
          Response.prototype.text.call({})          | TypeError
          """)
  void refusesWhatIsNoResponse(String expression, String error) {
    assertThat(realm.errorOf("return " + expression)).isEqualTo(error);
  }

  @Test
  void isMadeByStaticMethods() {
    assertThat(
            realm.run(
                """
                const e = Response.error(), r = Response.redirect("../x?é", 301);
                const j = Response.json({a: [1]}, {status: 201, headers: {b: "c"}});
                return [e.type, e.status, e.ok, e.body, r.status, r.headers.get("location"),
                  j.status, [...j.headers], await j.text()];
                """))
        .isEqualTo(
            "[\"error\",0,false,null,301,\"https://site.test/x?%C3%A9\",201,"
                + "[[\"b\",\"c\"],[\"content-type\",\"application/json\"]],\"{\\\"a\\\":[1]}\"]");
  }

  @Test
  void streamsItsBody() {
    assertThat(
            realm.run(
                """
                const r = new Response("hello");
                const stream = r.body;
                const out = [stream instanceof ReadableStream, r.body === stream, r.bodyUsed];
                const reader = stream.getReader();
                const { value, done } = await reader.read();
                out.push(value instanceof Uint8Array, value.length, done, r.bodyUsed);
                out.push((await reader.read()).done);
                return out;
                """))
        .isEqualTo("[true,true,false,true,5,false,true,true]");
  }

  @Test
  void streamsInAReadersOwnBuffers() {
    assertThat(
            realm.run(
                """
                const reader = new Response("hello").body.getReader({mode: "byob"});
                const seen = [];
                for (;;) {
                  const { value, done } = await reader.read(new Uint8Array(3));
                  if (done) break;
                  seen.push(value.length);
                }
                return seen;
                """))
        .isEqualTo("[3,2]");
  }

  @Test
  void readsABodyWhoseStreamWasLookedAt() {
    assertThat(
            realm.run(
                """
                const r = new Response("hello");
                const stream = r.body;
                const text = await r.text();
                return [text, stream.locked, r.bodyUsed];
                """))
        .isEqualTo("[\"hello\",true,true]");
  }

  @Test
  void takesAScriptsStream() {
    assertThat(
            realm.run(
                """
                const make = () => new ReadableStream({
                  start(c) {
                    c.enqueue(new Uint8Array([104])); c.enqueue(new Uint8Array(0));
                    c.enqueue(new Uint8Array([105])); c.close();
                  }});
                const a = new Response(make());
                const stream = a.body;
                const b = new Response(make());
                const c = b.clone();
                return [await a.text(), a.bodyUsed, stream.locked, await c.text(), await b.text()];
                """))
        .isEqualTo("[\"hi\",true,true,\"hi\",\"hi\"]");
  }

  @Test
  void failsAsAScriptsStreamFails() {
    assertThat(
            realm.run(
                """
                const reason = new RangeError("mine");
                const out = [];
                const failing = new ReadableStream({ pull() { throw reason; } });
                await new Response(failing).text().catch((error) => out.push(error === reason));
                let cancelled;
                const wrong = new ReadableStream({
                  start(c) { c.enqueue("text"); }, cancel(why) { cancelled = why.name; } });
                await new Response(wrong).text().catch((error) => out.push(error.name));
                out.push(cancelled);
                const used = new ReadableStream({ start(c) { c.close(); } });
                used.getReader();
                try { new Response(used); } catch (error) { out.push(error.name); }
                return out;
                """))
        .isEqualTo("[true,\"TypeError\",\"TypeError\",\"TypeError\"]");
  }

  @Test
  void clonesALiveBody() {
    var body = new LiveBody().chunk("hel");
    realm.net.answer("GET https://site.test/a", 200, body, "X", "1");
    CompletableFuture<String> result =
        realm.start(
            """
            const r = await fetch("/a");
            const c = r.clone();
            const text = c.text();
            console.log("reading");
            return [await text, r.bodyUsed, await r.text(), c.headers.get("x"), c.type, c.url];
            """);
    body.chunk("lo").end();
    assertThat(FetchHarness.await(result))
        .isEqualTo("[\"hello\",false,\"hello\",\"1\",\"basic\",\"https://site.test/a\"]");
  }

  @Test
  void cancellingItsStreamEndsALiveBody() {
    var body = new LiveBody().chunk("hel");
    realm.net.answer("GET https://site.test/a", 200, body);
    assertThat(
            realm.run(
                """
                const r = await fetch("/a");
                const reader = r.body.getReader();
                await reader.read();
                await reader.cancel();
                return r.bodyUsed;
                """))
        .isEqualTo("true");
    FetchHarness.await(body.closed());
  }

  @Test
  void tellsWhyALiveBodyEnded() {
    realm.net.answer(
        "GET https://site.test/a",
        200,
        new LiveBody()
            .chunk("half")
            .fail(
                new TransportException(
                    TransportException.Kind.CLOSED, "the connection ended early", null)));
    assertThat(realm.run("return (await fetch('/a')).text()"))
        .isEqualTo("TypeError: the connection ended early");
    realm.net.answer(
        "GET https://site.test/b",
        200,
        new LiveBody()
            .chunk("half")
            .fail(new TransportException(TransportException.Kind.CLOSED, "it ended", null)));
    assertThat(
            realm.run(
                """
                const reader = (await fetch("/b")).body.getReader();
                const { value } = await reader.read();
                return [value.length, await reader.read().catch((error) => error.message)];
                """))
        .isEqualTo("[4,\"it ended\"]");
  }

  @Test
  void hasTheShapeOfItsInterface() {
    assertThat(
            realm.run(
                """
                const names = [];
                for (const key in new Response()) names.push(key);
                return [names.sort().join(), Object.keys(Response).sort().join(), String(new Response())];
                """))
        .isEqualTo(
            "[\"arrayBuffer,blob,body,bodyUsed,bytes,clone,formData,headers,json,ok,redirected,"
                + "status,statusText,text,type,url\",\"error,json,redirect\",\"[object Response]\"]");
  }

  @Test
  void clonesTheChunksOfAScriptsStream() {
    assertThat(
            realm.run(
                """
                const chunk = new Int16Array([1, 2]);
                const r = new Response(new ReadableStream({
                  start(controller) { controller.enqueue(chunk); controller.close(); },
                }));
                const copy = r.clone();
                const { value: own } = await r.body.getReader().read();
                const { value: other } = await copy.body.getReader().read();
                return [own === chunk, other === chunk, other.constructor.name, [...other]];
                """))
        .isEqualTo("[true,false,\"Int16Array\",[1,2]]");
  }

  @Test
  void bothClonesFailWithTheirSource() {
    assertThat(
            realm.run(
                """
                let controller;
                const r = new Response(new ReadableStream({ start(given) { controller = given; } }));
                const copy = r.clone();
                controller.error(new Error("gone"));
                const message = (promise) => promise.then(() => "none", (error) => error.message);
                return [await message(r.text()), await message(copy.body.getReader().read())];
                """))
        .isEqualTo("[\"gone\",\"gone\"]");
  }

  @Test
  void bothClonesGiveUpTheirSourceTogether() {
    assertThat(
            realm.run(
                """
                let reasons = null;
                const stream = new ReadableStream({ cancel(given) { reasons = given; } });
                const r = new Response(stream);
                const copy = r.clone();
                const first = r.body.cancel("a");
                const before = reasons;
                await copy.body.cancel("b");
                await first;
                return [before, reasons];
                """))
        .isEqualTo("[null,[\"a\",\"b\"]]");
  }

  @Test
  void readsAStreamPastAPatchedThen() {
    assertThat(
            realm.run(
                """
                const r = new Response(new ReadableStream({
                  start(controller) {
                    controller.enqueue(new TextEncoder().encode("hello"));
                    controller.close();
                  },
                }));
                Object.prototype.then = (resolve) => {
                  delete Object.prototype.then;
                  resolve({ done: false, value: new TextEncoder().encode("bye") });
                };
                const text = await r.text();
                delete Object.prototype.then;
                return text;
                """))
        .isEqualTo("\"hello\"");
  }
}
