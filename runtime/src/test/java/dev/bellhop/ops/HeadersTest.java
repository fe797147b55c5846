package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest extends FetchShimTestCase {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"B": 1, a: " x\\t"}                            | [["a","x"],["b","1"]]
          [["a", "1"], ["A", "2"], ["b", ""]]            | [["a","1, 2"],["b",""]]
          new Headers([["a", "1"]])                      | [["a","1"]]
          new Map([["a", "1"]])                          | [["a","1"]]
          [["Set-Cookie", "a"], ["x", "y"], ["set-cookie", "b"]] | [["set-cookie","a"],["set-cookie","b"],["x","y"]]
          undefined                                      | []
          """)
  void areMadeFromManyThings(String init, String pairs) {
    assertThat(realm.run("return [...new Headers(" + init + ")]")).isEqualTo(pairs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          new Headers(null)
          new Headers(1)
          new Headers([["a"]])
          new Headers([["a", "b", "c"]])
          new Headers({"a b": "c"})
          new Headers({"": "c"})
          new Headers({a: "b\\nc"})
          new Headers({a: "\\u0100"})
          new Headers().append("a")
          new Headers().get("é")
          Headers()
          Headers.prototype.get.call({}, "a")
          new Response("", {headers: {a: "b"}}) && Response.error().headers.append("a", "b")
          """)
  void refuseWhatIsNoHeader(String expression) {
    assertThat(realm.errorOf("return " + expression)).isEqualTo("TypeError");
  }

  @Test
  void haveTheMethodsOfAMultimap() {
    assertThat(
            realm.run(
                """
                const h = new Headers();
                h.append("A", "1"); h.append("a", "2"); h.append("b", "x");
                const out = [h.get("a"), h.has("A"), h.get("zz")];
                h.set("a", " 3 "); out.push(h.get("a"));
                h.delete("B"); out.push(h.has("b"));
                h.append("Set-Cookie", "p=1, q"); h.append("set-cookie", "r");
                out.push(h.getSetCookie(), h.get("set-cookie"));
                return out;
                """))
        .isEqualTo("[\"1, 2\",true,null,\"3\",false,[\"p=1, q\",\"r\"],\"p=1, q, r\"]");
  }

  @Test
  void iterateAsTheyAreNow() {
    assertThat(
            realm.run(
                """
                const h = new Headers({b: "2", a: "1"});
                const seen = [];
                for (const [name] of h) {
                  seen.push(name);
                  if (name === "a") h.append("c", "3");
                }
                const each = [];
                h.forEach(function (value, name, all) { each.push(name + value + (all === h) + this); }, "!");
                return [seen, each, [...h.keys()], [...h.values()],
                  Object.prototype.toString.call(h.entries()), h[Symbol.iterator] === h.entries];
                """))
        .isEqualTo(
            "[[\"a\",\"b\",\"c\"],[\"a1true!\",\"b2true!\",\"c3true!\"],[\"a\",\"b\",\"c\"],"
                + "[\"1\",\"2\",\"3\"],\"[object Headers Iterator]\",true]");
  }

  @Test
  void ofARequestLeaveForbiddenOnesOut() {
    assertThat(
            realm.run(
                """
                const h = new Request("/", {headers: {
                  "Cookie": "a", "Host": "b", "Sec-X": "c", "Proxy-Y": "d", "Content-Length": "1",
                  "X-HTTP-Method-Override": "get, trace", "X-Method-Override": "PUT", "Ok": "e"}}).headers;
                h.append("Referer", "x"); h.set("origin", "y"); h.delete("cookie");
                return [...h.keys()];
                """))
        .isEqualTo("[\"ok\",\"x-method-override\"]");
  }

  @Test
  void ofANoCorsRequestKeepSafelistedOnesOnly() {
    assertThat(
            realm.run(
                """
                const r = new Request("/", {mode: "no-cors", headers: {
                  "Accept": "text/plain", "Content-Type": "application/json", "X-A": "1",
                  "Range": "bytes=0-", "Accept-Language": "en"}});
                r.headers.append("Content-Type", "text/plain");
                r.headers.append("Content-Language", "e(n");
                r.headers.set("Accept", "a".repeat(200));
                return [...r.headers];
                """))
        .isEqualTo(
            "[[\"accept\",\"text/plain\"],[\"accept-language\",\"en\"],"
                + "[\"content-type\",\"text/plain\"]]");
  }

  @Test
  void workWhenAScriptHasReplacedTheBuiltins() {
    assertThat(
            realm.run(
                """
                Array.prototype.push = Array.prototype.map = String.prototype.toLowerCase =
                  RegExp.prototype.exec = RegExp.prototype.test =
                  function () { throw new Error("broken"); };
                const h = new Headers({A: "1"});
                h.append("b", "2");
                return h.get("a") + h.get("B");
                """))
        .isEqualTo("\"12\"");
  }
}
