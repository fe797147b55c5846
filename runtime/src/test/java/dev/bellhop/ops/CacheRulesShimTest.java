package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.cache.CacheQuery;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.fetch.NetworkError;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the specification that are easily forgotten, as a script sees them. */
class CacheRulesShimTest extends CacheShimTestCase {
  private static final List<String> MISTAKES =
      List.of(
          "caches.match()",
          "caches.match('https://:')",
          "caches.match('a', 1)",
          "caches.has()",
          "caches.open()",
          "caches.delete()",
          "cache.matchAll('https://:')",
          "cache.matchAll('a', 1)",
          "cache.keys('https://:')",
          "cache.delete('https://:')",
          "cache.put('https://:', new Response())",
          "cache.put('a', new Response(null, { headers: { Vary: '*' } }))",
          "cache.put('a', locked)",
          "cache.addAll()",
          "cache.addAll(1)",
          "cache.addAll(['https://:'])",
          "cache.add('opaque')",
          "cache.addAll(['served', 'cut'])",
          "Cache.prototype.keys.call(caches)");

  @Test
  void refusesMistakesWithATypeError() {
    network.serve("served", 200, "x");
    network.serve("opaque", response("opaque", 200, BytesBody.of("x")));
    network.serve("cut", response("basic", 200, new LiveBody().chunk("x").fail(broken())));
    String calls =
        MISTAKES.stream()
            .map(call -> "[`%s`, await failure(%s)]".formatted(call, call))
            .collect(Collectors.joining(", "));
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const locked = new Response("x");
                locked.body.getReader();
                const others = [%s].filter(([, name]) => name !== "TypeError");
                return [others, (await cache.keys()).length];
                """
                    .formatted(calls)))
        .isEqualTo("[[],0]");
  }

  private static NetworkError broken() {
    return new NetworkError(NetworkError.Reason.CLOSED, "Cut off.", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"new Request('b', { method: 'POST' })", "'data:,x'", "'https://:'"})
  void fetchesNothingOfAListWithARequestThatCannotBeAdded(String request) {
    network.serve("a", 200, "A");
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                return failure(cache.addAll(["a", %s]));
                """
                    .formatted(request)))
        .isEqualTo("\"TypeError\"");
    assertThat(network.asked).isEmpty();
  }

  @Test
  void givesUpTheOtherFetchesWhereOneFails() {
    network.serve("slow", response("basic", 200, new LiveBody().chunk("x")));
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                return [await failure(cache.addAll(["slow", "missing"])), (await cache.keys()).length];
                """))
        .isEqualTo("[\"TypeError\",0]");
    assertThat(network.asked.get(url("slow").href()).isCancelled()).isTrue();
  }

  @Test
  void aSignalAbortsWhatIsUnderWay() {
    network.serve("slow", response("basic", 200, new LiveBody().chunk("x")));
    network.serve("served", 200, "x");
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const controller = new AbortController();
                const adding = failure(
                  cache.addAll(["served", new Request("slow", { signal: controller.signal })]));
                await cache.keys();
                controller.abort();
                return [await adding, (await cache.keys()).length];
                """))
        .isEqualTo("[\"AbortError\",0]");
  }

  @Test
  void addsRequestsThatDifferByWhatTheResponsesVaryBy() {
    network.serve("a", 200, "A", "Vary", "X-Who");
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const as = (who) => new Request("a", { headers: { "X-Who": who } });
                await cache.addAll([as("me"), as("you")]);
                const twice = await failure(cache.addAll([as("me"), as("me")]));
                return [(await cache.keys()).map((request) => request.headers.get("x-who")), twice];
                """))
        .isEqualTo("[[\"me\",\"you\"],\"InvalidStateError\"]");
  }

  @Test
  void locksTheBodyUntilItIsStored() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const response = new Response("x");
                const copy = response.clone();
                const put = cache.put("a", response);
                const during = [response.bodyUsed, response.body.locked];
                await put;
                const used = await failure(cache.put("b", response));
                await cache.put("b", copy);
                return [...during, used, await text(await cache.match("b"))];
                """))
        .isEqualTo("[true,true,\"TypeError\",\"x\"]");
  }

  @Test
  void looksAtTheMethodOfAQueryOnlyIfAsked() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                await cache.put("a", new Response("A"));
                const post = new Request("a", { method: "POST" });
                const any = { ignoreMethod: true };
                return [
                  await text(await caches.match(post)), await text(await caches.match(post, any)),
                  await text(await caches.match(post, { ...any, cacheName: "c" })),
                  (await cache.matchAll(post, any)).length, (await cache.keys(post, any)).length,
                  await cache.delete(post), await cache.delete(post, any),
                  await cache.match("a") === undefined];
                """))
        .isEqualTo("[null,\"A\",\"A\",1,1,false,true,true]");
  }

  @Test
  void keepsWhatAFilterHides() {
    network.serve(
        "opaque",
        response("opaque", 206, BytesBody.of("hidden"), "Vary", "*", "Content-Type", "a/b"));
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                await cache.put("opaque", await fetch("opaque", { mode: "no-cors" }));
                const found = await cache.match("opaque");
                await cache.put("again", found.clone());
                return [found.type, found.status, found.url, found.redirected, found.body,
                  [...found.headers].length, await found.text()];
                """))
        .isEqualTo("[\"opaque\",0,\"\",false,null,0,\"\"]");
    assertThat(stored("again").status()).isEqualTo(206);
    assertThat(Objects.requireNonNull(stored("again").body()).length()).hasValue(6);
  }

  @Test
  void keepsUrlsAndHeadersAsTheyCame() {
    String[] headers = {
      "X-ODD", "\u00e9\u0001", "Set-Cookie", "a=1", "x-odd", "second", "Set-Cookie", "b=2"
    };
    network.serve("a", response("basic", 203, BytesBody.of("A"), headers));
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                await cache.put("a", await fetch("a"));
                const found = await cache.match("a");
                const { type, status, ok, redirected, url } = found;
                return [type, status, ok, redirected, url, found.headers.get("set-cookie"),
                  found.headers.get("X-Odd").length];
                """))
        .isEqualTo("[\"basic\",203,true,true,\"https://site.test/dir/new\",null,10]");
    assertThat(stored("a").headers()).containsExactlyElementsOf(HeaderList.of(headers));
  }

  private FetchResponse stored(String path) {
    var query = CacheQuery.of(FetchRequest.get(url(path), url(path).origin()));
    return Objects.requireNonNull(caches.match(query).join());
  }
}
