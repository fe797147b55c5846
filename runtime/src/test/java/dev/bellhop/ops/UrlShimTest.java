package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.engine.ScriptEngine;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** URL and URLSearchParams as a script sees them, in a real realm. */
class UrlShimTest {
  private static ScriptEngine engine;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Realm realm = engine.open(settings());

  @BeforeAll
  static void open() {
    engine = new ScriptEngine();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @AfterEach
  void closeRealm() {
    realm.close();
  }

  private RealmSettings settings() {
    Url location = Objects.requireNonNull(Url.parse("https://site.example/sw.js", null));
    return new RealmSettings(
        RealmSettings.Kind.WORKER,
        location,
        new VirtualClock(),
        new LogListener(log),
        realm -> Map.of("url", new UrlOps()));
  }

  /** Runs a script in which {@code show} writes a line for each of its arguments. */
  private List<String> run(String script) {
    String show =
        """
        const show = (...values) => {
          for (const value of values) console.log(String(value));
        };
        const thrown = (steps) => {
          try { steps(); return "nothing thrown"; }
          catch (error) { return error.name + ": " + error.message; }
        };
        """;
    realm
        .runScript("https://site.example/sw.js", show + script)
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
    realm.idle().orTimeout(30, TimeUnit.SECONDS).join();
    return log;
  }

  @Test
  void showsEveryComponent() {
    assertThat(
            run(
                """
                const url = new URL("../b?q=1#f", "https://u:p@Example.com:8080/x/y/z");
                show(url, url.origin, url.protocol, url.username, url.password, url.host,
                  url.hostname, url.port, url.pathname, url.search, url.hash, url.toJSON());
                """))
        .containsExactly(
            "https://u:p@example.com:8080/x/b?q=1#f",
            "https://example.com:8080",
            "https:",
            "u",
            "p",
            "example.com:8080",
            "example.com",
            "8080",
            "/x/b",
            "?q=1",
            "#f",
            "https://u:p@example.com:8080/x/b?q=1#f");
  }

  @Test
  void setsEveryPart() {
    assertThat(
            run(
                """
                const url = new URL("https://example.com/");
                url.protocol = "http";
                url.username = "u";
                url.password = "p";
                url.host = "other.example:81";
                url.hostname = "third.example";
                url.port = "82";
                url.pathname = "a b";
                url.search = "x=y";
                url.hash = "z";
                show(url.href);
                url.port = "none";
                url.hostname = "";
                show(url.href);
                url.href = "data:x";
                show(url.href);
                """))
        .containsExactly(
            "http://u:p@third.example:82/a%20b?x=y#z",
            "http://u:p@third.example:82/a%20b?x=y#z", "data:x");
  }

  @Test
  void saysWhatCannotBeParsed() {
    assertThat(
            run(
                """
                show(thrown(() => new URL("/x")), thrown(() => new URL("x", "y")));
                const url = new URL("https://a/");
                show(thrown(() => { url.href = "/x"; }), url.href);
                show(thrown(() => new URL()), thrown(() => URL("https://a/")).split(":")[0]);
                show(URL.canParse("/x"), URL.canParse("/x", "https://a"), URL.parse("/x"));
                show(URL.parse("/x", "https://a") instanceof URL, URL.parse("/x", "https://a"));
                """))
        .containsExactly(
            "TypeError: \"/x\" cannot be parsed as a URL.",
            "TypeError: \"x\" cannot be parsed as a URL relative to \"y\".",
            "TypeError: \"/x\" cannot be parsed as a URL.",
            "https://a/",
            "TypeError: The URL constructor needs 1 argument, but got 0.",
            "TypeError",
            "false",
            "true",
            "null",
            "true",
            "https://a/x");
  }

  @Test
  void keepsUrlAndParametersConnected() {
    assertThat(
            run(
                """
                const url = new URL("https://a/?x=1&y=2#f");
                const params = url.searchParams;
                params.append("z", "a b~");
                show(url.href, params === url.searchParams);
                url.search = "?q=\\n1";
                show(params.size, JSON.stringify(params.get("q")), url.search);
                params.delete("q");
                show(url.href);
                url.href = "https://b/?n=1&n=2";
                params.delete("n", "1");
                show(url.href);
                url.search = "";
                show(params.size, url.href);
                """))
        .containsExactly(
            "https://a/?x=1&y=2&z=a+b%7E#f",
            "true", "1", "\"\\n1\"", "?q=1", "https://a/#f", "https://b/?n=2", "0", "https://b/");
  }

  @Test
  void makesParametersFromStringsSequencesAndRecords() {
    assertThat(
            run(
                """
                show(new URLSearchParams("?a=1&b=%zz+"), new URLSearchParams([["a", 1], new Set(["b", 2])]));
                show(new URLSearchParams({ b: 1, a: "\\ud800" }), new URLSearchParams(undefined));
                show(new URLSearchParams(new URLSearchParams("x=y")), new URLSearchParams(null));
                show(thrown(() => new URLSearchParams([["a"]])), thrown(() => new URLSearchParams([1])));
                """))
        .containsExactly(
            "a=1&b=%25zz+",
            "a=1&b=2",
            "b=1&a=%EF%BF%BD",
            "",
            "x=y",
            "null=",
            "TypeError: A parameter must be a name and a value, but parameter 0 has length 1.",
            "TypeError: A parameter must be iterable.");
  }

  @Test
  void readsChangesAndSortsParameters() {
    assertThat(
            run(
                """
                const params = new URLSearchParams("b=1&a=2&b=3&\\ufb03&\\ud83c\\udf08");
                show(params.get("b"), params.getAll("b"), params.get("c"));
                show(params.has("b", "3"), params.has("b", "4"), params.has("b", undefined));
                params.set("b", "9");
                show(params);
                params.sort();
                show([...params.keys()].join());
                params.set("new", "");
                show(params.toString().endsWith("&new="));
                """))
        .containsExactly(
            "1",
            "1,3",
            "null",
            "true",
            "false",
            "true",
            "b=9&a=2&%EF%AC%83=&%F0%9F%8C%88=",
            "a,b,\ud83c\udf08,\ufb03",
            "true");
  }

  @Test
  void iteratesOverTheListAsItChanges() {
    assertThat(
            run(
                """
                const params = new URLSearchParams("a=1&b=2&c=3");
                for (const [name] of params) {
                  show(name);
                  if (name === "a") params.delete("b");
                }
                params.forEach(function (value, name, all) {
                  show(value + name + (all === params) + this);
                }, "t");
                const iterator = params.entries();
                show(Object.prototype.toString.call(iterator), iterator[Symbol.iterator]() === iterator);
                show(thrown(() => iterator.next.call({})).split(":")[0]);
                show(params.entries === params[Symbol.iterator]);
                """))
        .containsExactly(
            "a",
            "c",
            "1atruet",
            "3ctruet",
            "[object URLSearchParams Iterator]",
            "true",
            "TypeError",
            "true");
  }

  @Test
  void hasTheShapeOfItsInterface() {
    assertThat(
            run(
                """
                show(URL.length, URL.canParse.length, URLSearchParams.length, URL.createObjectURL);
                show(Object.keys(URL.prototype).join(), Object.keys(URL).join());
                show(Object.prototype.toString.call(new URL("a:")));
                show(Object.keys(URLSearchParams.prototype).join());
                show(thrown(() => URL.prototype.href).split(":")[0]);
                """))
        .containsExactly(
            "1",
            "1",
            "0",
            "undefined",
            "href,origin,protocol,username,password,host,hostname,port,pathname,search,"
                + "searchParams,hash,toString,toJSON",
            "parse,canParse",
            "[object URL]",
            "size,append,delete,get,getAll,has,set,sort,toString,entries,keys,values,forEach",
            "TypeError");
  }

  @Test
  void worksWhateverAScriptDoesToTheBuiltIns() {
    assertThat(
            run(
                """
                console.log("before");
                Array.prototype.push = Array.prototype.sort = String.prototype.slice = () => {
                  throw new Error("patched");
                };
                Array.prototype[Symbol.iterator] = undefined;
                const url = new URL("https://a/?b=1&a=2");
                url.searchParams.append("c", "3");
                url.searchParams.sort();
                console.log(url.href);
                """))
        .containsExactly("before", "https://a/?a=2&b=1&c=3");
  }
}
