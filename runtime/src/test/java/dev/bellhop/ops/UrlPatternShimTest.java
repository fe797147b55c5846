package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.engine.RealmSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** URLPattern as a script sees it, in a real realm. */
class UrlPatternShimTest {
  private final PatternRealm realm = new PatternRealm(RealmSettings.Kind.WORKER);

  @AfterEach
  void close() {
    realm.close();
  }

  /** Runs a script in which {@code show} writes a line for each of its arguments. */
  private List<String> run(String script) {
    return realm.run(
        """
        const show = (...values) => {
          for (const value of values) {
            console.log(typeof value === "string" ? value : String(JSON.stringify(value)));
          }
        };
        const thrown = (steps) => {
          try { steps(); return "nothing thrown"; }
          catch (error) { return error.name + ": " + error.message; }
        };
        """
            + script);
  }

  @Test
  void showsEveryComponent() {
    assertThat(
            run(
                """
                const pattern = new URLPattern(
                  "http{s}?://u\\\\:p@*.Example.com:8080/:dir/(\\\\d+).html?q=*#:h");
                show(pattern.protocol, pattern.username, pattern.password, pattern.hostname,
                  pattern.port, pattern.pathname, pattern.search, pattern.hash,
                  pattern.hasRegExpGroups, new URLPattern().hasRegExpGroups);
                """))
        .containsExactly(
            "http{s}?",
            "u",
            "p",
            "*.example.com",
            "8080",
            "/:dir/(\\d+).html",
            "q=*",
            ":h",
            "true",
            "false");
  }

  @Test
  void givesAMatchWithItsGroups() {
    assertThat(
            run(
                """
                const pattern = new URLPattern("/:dir/:n(\\\\d+)/:rest?", "https://a.example");
                const match = pattern.exec("../12", "https://a.example/y/z/");
                show(match.inputs, match.pathname, match.hostname);
                show("rest" in match.pathname.groups, match.pathname.groups.rest);
                show(pattern.exec("https://a.example/x/y"), pattern.test("https://a.example/x/1/y"));
                show(Object.keys(match).join(), Object.getPrototypeOf(match.pathname.groups) ===
                  Object.prototype);
                """))
        .containsExactly(
            "[\"../12\",\"https://a.example/y/z/\"]",
            "{\"groups\":{\"dir\":\"y\",\"n\":\"12\"},\"input\":\"/y/12\"}",
            "{\"groups\":{},\"input\":\"a.example\"}",
            "true",
            "undefined",
            "null",
            "true",
            "hash,hostname,inputs,password,pathname,port,protocol,search,username",
            "true");
  }

  @Test
  void takesItsArgumentsAsWebIdlSays() {
    assertThat(
            run(
                """
                const base = "https://a.example/x/";
                const path = (...args) => new URLPattern(...args).pathname;
                show(path("y", base), path("y", base, { ignoreCase: true }), path({ pathname: "y",
                  baseURL: base }), path(), path(null), path(undefined, undefined), path({}, null));
                const both = (options) => new URLPattern({ pathname: "/A" }, options)
                  .test({ pathname: "/a" });
                show(both({ ignoreCase: 1 }), both({}), both(undefined), both(() => {}));
                show(thrown(() => new URLPattern("y")), thrown(() => new URLPattern({}, base)),
                  thrown(() => new URLPattern("y", undefined, {})), thrown(() => new URLPattern("y", 1)),
                  thrown(() => new URLPattern(Symbol())), thrown(() => new URLPattern("a:b", Symbol())));
                show(thrown(() => new URLPattern().test({}, base)),
                  new URLPattern().test("x", undefined), new URLPattern().test("x", base),
                  new URLPattern().test(), new URLPattern().test({ port: "none" }));
                """))
        .containsExactly(
            "/x/y",
            "/x/y",
            "/x/y",
            "*",
            "*",
            "*",
            "*",
            "true",
            "false",
            "false",
            "false",
            "TypeError: The pattern \"y\" has no protocol, so it needs a base URL.",
            "TypeError: A URLPattern takes a base URL only beside a string; components have it as"
                + " their baseURL.",
            "TypeError: \"undefined\" cannot be parsed as a base URL.",
            "TypeError: \"1\" cannot be parsed as a base URL.",
            "TypeError: A Symbol cannot be converted to a string.",
            "TypeError: A Symbol cannot be converted to a string.",
            "TypeError: A URLPattern takes a base URL only beside a string; components have it as"
                + " their baseURL.",
            "false",
            "true",
            "true",
            "false");
  }

  @Test
  void readsMembersInTheOrderOfTheirNames() {
    assertThat(
            run(
                """
                const read = [];
                const init = new Proxy({}, {
                  get(target, name) {
                    read.push(name);
                    return name === "baseURL" ? "https://a.example" : undefined;
                  },
                });
                show(new URLPattern(init).hostname, read.join());
                show(new URLPattern().exec({ search: "?a", pathname: "/\\ud800" }).inputs);
                """))
        .containsExactly(
            "a.example",
            "baseURL,hash,hostname,password,pathname,port,protocol,search,username",
            "[{\"pathname\":\"/\ufffd\",\"search\":\"?a\"}]");
  }

  @Test
  void takesRegularExpressionsOfJavaScript() {
    assertThat(
            run(
                """
                const test = (pattern, input, options) =>
                  new URLPattern({ pathname: pattern }, options).test({ pathname: input });
                show(test("/([\\\\p{L}--[a-c]]+)", "/xyz"), test("/([\\\\p{L}--[a-c]]+)", "/abc"));
                show(test("/(a|b)", "/B"), test("/(a|b)", "/B", { ignoreCase: true }));
                const inner = new URLPattern({ pathname: "/((?<n>x)+)-:y" });
                show(inner.pathname, inner.exec({ pathname: "/xx-z" }).pathname.groups);
                """))
        .containsExactly(
            "true", "false", "false", "true", "/((?<n>x)+)-:y", "{\"0\":\"xx\",\"y\":\"x\"}");
  }

  @Test
  void refusesWhatIsNoRegularExpression() {
    assertThat(
            run(
                """
                show(thrown(() => new URLPattern({ pathname: "/([a--])" })));
                show(thrown(() => new URLPattern("(ht*+p)://a.example/")));
                """))
        .containsExactly(
            "TypeError: The pattern comes to /^(?:\\/([a--]))$/v, which is no regular expression.",
            "TypeError: The pattern comes to /^(ht*+p)$/v, which is no regular expression.");
  }

  @Test
  void hasTheShapeOfItsInterface() {
    assertThat(
            run(
                """
                const { prototype } = URLPattern;
                show(URLPattern.length, prototype.test.length, prototype.exec.length);
                show(Object.keys(prototype).join(), String(new URLPattern()));
                show(thrown(() => URLPattern()).split(":")[0]);
                show(thrown(() => prototype.hash).split(":")[0]);
                show(thrown(() => prototype.test.call({}, { get hash() { throw 1; } })).split(":")[0]);
                const property = Object.getOwnPropertyDescriptor(globalThis, "URLPattern");
                show(property.enumerable, property.configurable);
                """))
        .containsExactly(
            "0",
            "0",
            "0",
            "protocol,username,password,hostname,port,pathname,search,hash,hasRegExpGroups,test,exec",
            "[object URLPattern]",
            "TypeError",
            "TypeError",
            "TypeError",
            "false",
            "true");
  }

  /** The shim is loaded after the script has done all this. */
  @Test
  void worksWhateverAScriptDoesToTheBuiltIns() {
    assertThat(
            run(
                """
                const broken = () => { throw new Error("patched"); };
                const { stringify } = JSON;
                for (const { prototype } of [Array, String, RegExp, Object, Function, Map]) {
                  for (const key of Object.getOwnPropertyNames(prototype)) {
                    const { configurable, value } = Object.getOwnPropertyDescriptor(prototype, key);
                    if (configurable && typeof value === "function" && key !== "constructor") {
                      prototype[key] = broken;
                    }
                  }
                }
                RegExp.prototype[Symbol.match] = broken;
                for (const key of ["id", "n", "ignoreCase"]) {
                  Object.defineProperty(Object.prototype, key,
                    { __proto__: null, get: key === "ignoreCase" ? undefined : broken, set: broken });
                }
                Array.prototype[Symbol.iterator] = undefined;
                globalThis.RegExp = globalThis.Object = globalThis.TypeError = undefined;
                const pattern = new URLPattern({ pathname: "/:id/:n(\\\\d+)" });
                const match = pattern.exec("https://a.example/x/12");
                console.log(stringify(match.pathname));
                try { new URLPattern("x"); } catch (error) { console.log(error.name); }
                """))
        .containsExactly(
            "{\"groups\":{\"id\":\"x\",\"n\":\"12\"},\"input\":\"/x/12\"}", "TypeError");
  }
}
