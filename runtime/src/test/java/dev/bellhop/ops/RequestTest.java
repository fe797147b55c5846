package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest extends FetchShimTestCase {
  @Test
  void hasDefaults() {
    assertThat(
            realm.run(
                """
                const r = new Request("../x#f");
                return [r.method, r.url, [...r.headers], r.destination, r.referrer, r.referrerPolicy,
                  r.mode, r.credentials, r.cache, r.redirect, r.integrity, r.keepalive, r.duplex,
                  r.signal.aborted, r.body, r.isReloadNavigation];
                """))
        .isEqualTo(
            "[\"GET\",\"https://site.test/x#f\",[],\"\",\"about:client\",\"\",\"cors\","
                + "\"same-origin\",\"default\",\"follow\",\"\",false,\"half\",false,null,false]");
  }

  @Test
  void takesItsMembersFromItsOptions() {
    assertThat(
            realm.run(
                """
                const r = new Request("/x", {method: "put", body: "b", headers: {a: "1"},
                  referrer: "/from", referrerPolicy: "origin", mode: "same-origin",
                  credentials: "omit", cache: "only-if-cached", redirect: "manual",
                  integrity: "sha256-x", keepalive: 1, window: null, priority: "high"});
                return [r.method, [...r.headers], r.referrer, r.referrerPolicy, r.mode, r.credentials,
                  r.cache, r.redirect, r.integrity, r.keepalive, await r.text(), r.bodyUsed,
                  new Request("/", {referrer: ""}).referrer,
                  new Request("/", {referrer: "https://other.test/"}).referrer,
                  new Request("/", {method: "patch"}).method];
                """))
        .isEqualTo(
            "[\"PUT\",[[\"a\",\"1\"],[\"content-type\",\"text/plain;charset=UTF-8\"]],"
                + "\"https://site.test/from\",\"origin\",\"same-origin\",\"omit\",\"only-if-cached\","
                + "\"manual\",\"sha256-x\",true,\"b\",true,\"\",\"about:client\",\"patch\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Request()",
        "Request('/')",
        "new Request('http://[')",
        "new Request('https://user:pw@site.test/')",
        "new Request('/', 1)",
        "new Request('/', {mode: 'navigate'})",
        "new Request('/', {mode: 'websocket'})",
        "new Request('/', {method: 'TRACE'})",
        "new Request('/', {method: 'conNECT'})",
        "new Request('/', {method: 'a b'})",
        "new Request('/', {body: 'x'})",
        "new Request('/', {method: 'HEAD', body: 'x'})",
        "new Request('/', {mode: 'no-cors', method: 'PUT'})",
        "new Request('/', {cache: 'only-if-cached'})",
        "new Request('/', {window: {}})",
        "new Request('/', {signal: {}})",
        "new Request('/', {referrer: 'http://['})",
        "new Request('/', {redirect: 'never'})",
        "new Request('/', {duplex: 'full'})",
        "new Request('/', {headers: 'a'})",
        "new Request('/', {method: 'POST', body: new ReadableStream()})",
        "new Request('/', {method: 'POST', duplex: 'half', mode: 'no-cors', body: new ReadableStream()})",
        "new Request('/', {method: 'POST', duplex: 'half', keepalive: true, body: new ReadableStream()})",
      })
  void refusesWhatIsNoRequest(String expression) {
    assertThat(realm.errorOf("return " + expression)).isEqualTo("TypeError");
  }

  @Test
  void takesTheBodyOfAnotherRequestOver() {
    assertThat(
            realm.run(
                """
                const a = new Request("/x", {method: "POST", body: "hello", headers: {a: "1"}});
                const b = new Request(a, {headers: {b: "2"}});
                const out = [a.bodyUsed, b.bodyUsed, b.method, [...b.headers], await b.text()];
                try { new Request(a); } catch (error) { out.push(error.name); }
                const c = new Request(new Request("/y", {method: "POST", body: "1"}), {body: "2"});
                out.push(await c.text());
                return out;
                """))
        .isEqualTo("[true,false,\"POST\",[[\"b\",\"2\"]],\"hello\",\"TypeError\",\"2\"]");
  }

  @Test
  void resetsTheReferrerWhereOptionsAreGiven() {
    assertThat(
            realm.run(
                """
                const a = new Request("/x", {referrer: "/from", referrerPolicy: "origin", cache: "reload"});
                const same = new Request(a), other = new Request(a, {redirect: "error"});
                return [same.referrer, same.referrerPolicy, other.referrer, other.referrerPolicy,
                  other.cache, other.redirect];
                """))
        .isEqualTo(
            "[\"https://site.test/from\",\"origin\",\"about:client\",\"\",\"reload\",\"error\"]");
  }

  @Test
  void isClonedWithItsBody() {
    assertThat(
            realm.run(
                """
                const a = new Request("/x", {method: "POST", body: "hello", headers: {a: "1"}});
                const b = a.clone();
                b.headers.set("a", "2");
                return [a.headers.get("a"), b.headers.get("a"), await a.text(), await b.text(), b.url];
                """))
        .isEqualTo("[\"1\",\"2\",\"hello\",\"hello\",\"https://site.test/x\"]");
  }

  @Test
  void followsTheSignalsItIsGiven() {
    assertThat(
            realm.run(
                """
                const controller = new AbortController();
                const a = new Request("/x", {signal: controller.signal});
                const b = new Request(a), c = b.clone(), d = new Request(a, {signal: null});
                const out = [a.signal !== controller.signal, a.signal === a.signal];
                controller.abort("why");
                return [...out, a.signal.reason, b.signal.reason, c.signal.aborted, d.signal.aborted];
                """))
        .isEqualTo("[true,true,\"why\",\"why\",true,false]");
  }

  @ParameterizedTest
  @CsvSource({"get,GET", "Post,POST", "delete,DELETE", "options,OPTIONS", "patch,patch", "x,x"})
  void normalizesSomeMethods(String method, String normalized) {
    assertThat(realm.run("return new Request('/', {method: '" + method + "'}).method"))
        .isEqualTo("\"" + normalized + "\"");
  }
}
