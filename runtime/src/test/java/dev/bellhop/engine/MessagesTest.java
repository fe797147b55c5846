package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.http.LiveBody;
import dev.bellhop.http.SpillFiles;
import dev.bellhop.ops.BlobOps;
import dev.bellhop.ops.BodyOps;
import dev.bellhop.ops.FetchOps;
import dev.bellhop.testing.Bodies;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bridge of the shims, called as other shims call it: on a guest without an event loop. */
class MessagesTest {
  private static final Engine ENGINE =
      Engine.newBuilder(ScriptEngine.LANGUAGES)
          .option("engine.WarnInterpreterOnly", "false")
          .build();
  private static final ScriptEngine REALMS = new ScriptEngine();
  private static final Url LOCATION = url("https://site.test/sw.js");

  @TempDir private Path folder;
  private Guest guest;
  private Value messages;

  private static ErrorTexts noTexts() {
    throw new IllegalStateException("no script fails here");
  }

  @BeforeEach
  void open() {
    var clock = new VirtualClock();
    var files = new SpillFiles(folder, ForkJoinPool.commonPool());
    var settings =
        new RealmSettings(
            RealmSettings.Kind.WORKER, LOCATION, clock, new Silent(), realm -> Map.of());
    Realm realm = REALMS.open(settings);
    guest =
        new Guest(
            ENGINE, new ModuleGraph(stage -> stage.toCompletableFuture().join(), module -> null));
    var bridge =
        new RealmBridge(
            settings,
            guest,
            new Mistakes(settings),
            MessagesTest::noTexts,
            (promise, reason) -> {},
            (promise, reason) -> {},
            new HashSet<>());
    Map<String, Object> ops = new HashMap<>();
    ops.put(
        "fetch",
        new FetchOps(
            realm,
            LOCATION,
            (request, uploaded, cancel) -> new CompletableFuture<>(),
            clock,
            event -> {}));
    ops.put("body", new BodyOps(realm, files));
    ops.put("blob", new BlobOps(clock));
    ops.put("timers", new TimerOps(realm, clock));
    guest.boot(ops, bridge.members());
    messages = guest.load("internal/messages.mjs");
  }

  @AfterEach
  void close() {
    guest.close();
  }

  private static Url url(String text) {
    return Objects.requireNonNull(Url.parse(text, null));
  }

  private Value script(String text) {
    return guest.context().eval("js", text);
  }

  /** What a script sees of a response that the host gives it. */
  private String seen(FetchResponse response, String expression) {
    guest.context().getBindings("js").putMember("r", fromHost(response));
    return script("JSON.stringify(" + expression + ")").asString();
  }

  private Value fromHost(FetchResponse response) {
    return messages.invokeMember("responseFromHost", response);
  }

  private FetchResponse toHost(Value response) {
    return messages.invokeMember("responseToHost", response).asHostObject();
  }

  private static String text(@Nullable Body body) throws Exception {
    assertThat(body).isNotNull();
    return new String(Bodies.readAll(body), StandardCharsets.UTF_8);
  }

  private static FetchResponse response(String type, Body body) {
    return new FetchResponse(
        type,
        List.of(url("https://a.test/1"), url("https://a.test/2#f")),
        203,
        "Fine",
        HeaderList.of("Set-Cookie", "a", "Content-Type", "text/x", "X-Open", "1", "X-Shut", "2"),
        type.equals("cors") ? List.of("x-open") : List.of(),
        body);
  }

  @Test
  void aScriptsResponseBecomesTheHosts() throws Exception {
    Value response =
        script("new Response('hi', {status: 201, statusText: 'Made', headers: {'X-A': '1'}})");
    FetchResponse host = toHost(response);
    assertThat(host.type()).isEqualTo("default");
    assertThat(host.status()).isEqualTo(201);
    assertThat(host.statusText()).isEqualTo("Made");
    assertThat(host.headers())
        .isEqualTo(HeaderList.of("X-A", "1", "Content-Type", "text/plain;charset=UTF-8"));
    assertThat(host.urlList()).isEmpty();
    assertThat(text(host.body())).isEqualTo("hi");
    assertThat(response.getMember("bodyUsed").asBoolean()).isTrue();
  }

  @Test
  void filteredResponsesComeBackWhole() throws Exception {
    String all =
        "[r.type, r.url, r.redirected, r.status, r.statusText, [...r.headers.keys()], r.body === null]";
    Map<String, String> expected =
        Map.of(
            "basic",
            "[\"basic\",\"https://a.test/2\",true,203,\"Fine\","
                + "[\"content-type\",\"x-open\",\"x-shut\"],false]",
            "cors",
            "[\"cors\",\"https://a.test/2\",true,203,\"Fine\",[\"content-type\",\"x-open\"],false]",
            "opaque",
            "[\"opaque\",\"\",false,0,\"\",[],true]",
            "opaqueredirect",
            "[\"opaqueredirect\",\"https://a.test/2\",true,0,\"\",[],true]");
    for (var entry : expected.entrySet()) {
      FetchResponse original = response(entry.getKey(), new LiveBody().chunk("inside").end());
      assertThat(seen(original, all)).isEqualTo(entry.getValue());
      FetchResponse back = toHost(script("r"));
      assertThat(back.withBody(null)).isEqualTo(original.withBody(null));
      assertThat(text(back.body())).isEqualTo("inside");
    }
  }

  @Test
  void aCloneOfAnOpaqueResponseIsWholeToo() throws Exception {
    seen(response("opaque", new LiveBody().chunk("inside").end()), "1");
    FetchResponse clone = toHost(script("r.clone()"));
    FetchResponse back = toHost(script("r"));
    assertThat(text(clone.body())).isEqualTo("inside");
    assertThat(text(back.body())).isEqualTo("inside");
    assertThat(clone.status()).isEqualTo(203);
  }

  @Test
  void aBodyThatCanBeReadAgainIsHandedOnAsItIs() {
    Body body = BytesBody.of("x");
    assertThat(toHost(fromHost(response("basic", body))).body()).isSameAs(body);
  }

  @Test
  void requestsGoThereAndBack() throws Exception {
    Value request =
        script(
            """
            new Request("/x#f", {method: "PUT", body: "hi", headers: {"X-A": "1"}, mode: "same-origin",
              credentials: "omit", cache: "reload", redirect: "error", referrer: "/from",
              referrerPolicy: "origin", integrity: "sha256-x", keepalive: true, priority: "low"})""");
    FetchRequest host = messages.invokeMember("requestToHost", request).asHostObject();
    assertThat(host.withBody(null))
        .isEqualTo(
            new FetchRequest(
                "PUT",
                url("https://site.test/x#f"),
                HeaderList.of("X-A", "1", "Content-Type", "text/plain;charset=UTF-8"),
                null,
                "same-origin",
                "omit",
                "reload",
                "error",
                "",
                "https://site.test/from",
                "origin",
                "sha256-x",
                true,
                "low",
                "https://site.test",
                LOCATION,
                null));
    assertThat(text(host.body())).isEqualTo("hi");
    assertThat(request.getMember("bodyUsed").asBoolean()).isTrue();

    Value back = messages.invokeMember("requestFromHost", host);
    FetchRequest again = messages.invokeMember("requestToHost", back).asHostObject();
    assertThat(again).isEqualTo(host);
    Value frozen = messages.invokeMember("requestFromHost", host, script("({guard: 'immutable'})"));
    guest.context().getBindings("js").putMember("q", frozen);
    assertThat(script("try { q.headers.set('a', 'b') } catch (e) { e.name }").asString())
        .isEqualTo("TypeError");
  }

  /** A realm whose scripts say nothing. */
  private static final class Silent implements RealmListener {
    @Override
    public void console(String level, String text) {}

    @Override
    public void scriptError(String kind, String message, @Nullable SourceFrame frame) {}

    @Override
    public void diagnostic(TraceEvent.Diagnostic diagnostic) {}
  }
}
