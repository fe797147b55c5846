package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyChunks;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import dev.bellhop.net.TransportException;
import dev.bellhop.net.TransportResponse;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FetchTest extends FetchShimTestCase {
  private static CompletableFuture<String> drain(Body body) {
    var out = new ByteArrayOutputStream();
    return BodyChunks.forEach(
            body.open(),
            chunk -> {
              out.writeBytes(BodyChunks.copy(chunk));
              return CompletableFuture.completedFuture(null);
            })
        .thenApply(end -> out.toString());
  }

  /** Answers a POST with what it was sent. */
  private void echo(String url) {
    realm.net.on(
        "POST " + url,
        request ->
            drain(request.body())
                .thenApply(
                    text ->
                        new TransportResponse(
                            200, "", request.headers(), BytesBody.of("got " + text))));
  }

  @Test
  void givesABasicResponseThatCannotBeChanged() {
    realm.net.answer(
        "GET https://site.test/dir/a", 201, "hello", "X", "1", "Set-Cookie", "a", "X", "2");
    assertThat(
            realm.run(
                """
                const r = await fetch("a#f");
                let error;
                try { r.headers.set("a", "b"); } catch (e) { error = e.name; }
                return [r.type, r.url, r.status, r.ok, r.redirected, [...r.headers], error, await r.text()];
                """))
        .isEqualTo(
            "[\"basic\",\"https://site.test/dir/a\",201,true,false,[[\"x\",\"1, 2\"]],"
                + "\"TypeError\",\"hello\"]");
    assertThat(realm.trace)
        .singleElement()
        .isInstanceOfSatisfying(
            TraceEvent.FetchCompleted.class,
            event -> {
              assertThat(event.realm()).isEqualTo(FetchHarness.SCRIPT);
              assertThat(event.url()).isEqualTo("https://site.test/dir/a#f");
              assertThat(event.status()).isEqualTo(201);
            });
  }

  @Test
  void showsWhatCorsAllows() {
    realm.net.answer(
        "GET https://other.test/a",
        200,
        "hello",
        "Access-Control-Allow-Origin",
        "*",
        "Content-Type",
        "text/plain",
        "X-Shut",
        "1");
    assertThat(
            realm.run(
                "const r = await fetch('https://other.test/a'); return [r.type, [...r.headers], await r.text()]"))
        .isEqualTo("[\"cors\",[[\"content-type\",\"text/plain\"]],\"hello\"]");
  }

  @Test
  void saysWhyItFailed() {
    realm.net.answer("GET https://other.test/a", 200, "secret");
    assertThat(realm.run("return fetch('https://other.test/a')"))
        .isEqualTo(
            "TypeError: the response of https://other.test/a has no Access-Control-Allow-Origin"
                + " header; the server must send \"Access-Control-Allow-Origin: https://site.test\""
                + " (or *) for https://site.test");
    assertThat(realm.run("return fetch('https://nowhere.invalid/')"))
        .isEqualTo("TypeError: no such host: nowhere.invalid");
    assertThat(realm.run("return fetch('http://other.test/')")).contains("mixed content");
    assertThat(realm.trace)
        .hasSize(3)
        .allSatisfy(event -> assertThat(event).isInstanceOf(TraceEvent.FetchFailed.class));
  }

  @Test
  void rejectsInsteadOfThrowing() {
    assertThat(
            realm.run(
                """
                const names = [];
                for (const call of [() => fetch(), () => fetch("http://["), () => fetch("/", {mode: "x"})]) {
                  await call().catch((error) => names.push(error.name));
                }
                return names;
                """))
        .isEqualTo("[\"TypeError\",\"TypeError\",\"TypeError\"]");
  }

  @Test
  void hidesOpaqueResponses() {
    realm.net.answer("GET https://other.test/a", 404, "secret", "X", "1");
    assertThat(
            realm.run(
                """
                const r = await fetch("https://other.test/a", {mode: "no-cors"});
                return [r.type, r.url, r.status, r.ok, r.statusText, [...r.headers], r.body, await r.text(),
                  r.clone().type];
                """))
        .isEqualTo("[\"opaque\",\"\",0,false,\"\",[],null,\"\",\"opaque\"]");
  }

  @Test
  void followsRedirectsOrDoesNot() {
    realm.net.answer("GET https://site.test/a", 302, "x", "Location", "/b");
    realm.net.answer("GET https://site.test/b", 200, "there");
    assertThat(
            realm.run(
                """
                const r = await fetch("/a"), m = await fetch("/a", {redirect: "manual"});
                return [r.url, r.redirected, await r.text(), m.type, m.status, m.url, m.body];
                """))
        .isEqualTo(
            "[\"https://site.test/b\",true,\"there\",\"opaqueredirect\",0,"
                + "\"https://site.test/a\",null]");
    assertThat(realm.run("return fetch('/a', {redirect: 'error'})"))
        .contains("redirect: \"error\" forbids");
  }

  @Test
  void sendsBodiesOfAllKinds() {
    echo("https://site.test/a");
    assertThat(
            realm.run(
                """
                const post = async (body, more) => {
                  const r = await fetch("/a", {method: "POST", body, ...more});
                  return [r.headers.get("content-type"), await r.text()];
                };
                const stream = new ReadableStream({
                  start(c) { c.enqueue(new TextEncoder().encode("st")); },
                  pull(c) { c.enqueue(new TextEncoder().encode("ream")); c.close(); } });
                return [await post("text"), await post(new Blob(["blob"], {type: "x/y"})),
                  await post(stream, {duplex: "half"}), await post(new Request("/", {method: "POST", body: "r"}).body, {duplex: "half"})];
                """))
        .isEqualTo(
            "[[\"text/plain;charset=UTF-8\",\"got text\"],[\"x/y\",\"got blob\"],"
                + "[null,\"got stream\"],[null,\"got r\"]]");
  }

  @Test
  void failsWhenAnUploadStreamFails() {
    echo("https://site.test/a");
    assertThat(
            realm.run(
                """
                const body = new ReadableStream({ pull() { throw new RangeError("mine"); } });
                return fetch("/a", {method: "POST", body, duplex: "half"});
                """))
        .startsWith("TypeError: ");
  }

  @Test
  void isAbortedBeforeItStarts() {
    assertThat(
            realm.run(
                """
                const out = [];
                await fetch("/a", {signal: AbortSignal.abort("why")}).catch((e) => out.push(e));
                await fetch("/a", {signal: AbortSignal.abort()}).catch((e) => out.push(e.name));
                return out;
                """))
        .isEqualTo("[\"why\",\"AbortError\"]");
    assertThat(realm.net.requests()).isEmpty();
  }

  @Test
  void isAbortedWhileItWaits() {
    var cancelled = new CompletableFuture<Void>();
    realm.net.on(
        "GET https://site.test/a",
        request -> {
          var response = new CompletableFuture<TransportResponse>();
          request
              .cancel()
              .onCancel(
                  () -> {
                    cancelled.complete(null);
                    response.completeExceptionally(
                        new TransportException(TransportException.Kind.CANCELLED, "x", null));
                  });
          return response;
        });
    assertThat(
            realm.run(
                """
                const controller = new AbortController();
                const promise = fetch("/a", {signal: controller.signal});
                controller.abort();
                return promise.catch((error) => [error.name, error === controller.signal.reason]);
                """))
        .isEqualTo("[\"AbortError\",true]");
    FetchHarness.await(cancelled);
    assertThat(realm.errors).isEmpty();
  }

  @Test
  void isAbortedWhileItsBodyComes() {
    var bodies = new LiveBody[] {new LiveBody().chunk("a"), new LiveBody().chunk("b")};
    for (int i = 0; i < bodies.length; i++) {
      LiveBody body = bodies[i];
      realm.net.on(
          "GET https://site.test/" + i,
          request -> {
            request
                .cancel()
                .onCancel(
                    () ->
                        body.fail(
                            new TransportException(TransportException.Kind.CANCELLED, "x", null)));
            return CompletableFuture.completedFuture(
                new TransportResponse(200, "", HeaderList.empty(), body));
          });
    }
    assertThat(
            realm.run(
                """
                const controller = new AbortController();
                const { signal } = controller;
                const text = (await fetch("/0", {signal})).text();
                const reader = (await fetch("/1", {signal})).body.getReader();
                await reader.read();
                const next = reader.read();
                controller.abort("enough");
                return Promise.all([text.catch((e) => e), next.catch((e) => e)]);
                """))
        .isEqualTo("[\"enough\",\"enough\"]");
    assertThat(realm.errors).isEmpty();
  }

  @Test
  void endsWithItsRealm() {
    var cancelled = new CompletableFuture<Void>();
    var sent = new CompletableFuture<Void>();
    realm.net.on(
        "GET https://site.test/a",
        request -> {
          request.cancel().onCancel(() -> cancelled.complete(null));
          sent.complete(null);
          return new CompletableFuture<>();
        });
    realm.start("await fetch('/a')");
    FetchHarness.await(sent);
    realm.closeFetches();
    FetchHarness.await(cancelled);
  }
}
