package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.HeaderList;
import dev.bellhop.testing.FaultExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** EventSource, against a real server. */
@Timeout(60)
class EventSourceTest extends ServedSiteTestCase {
  private static final String END = "the end";

  private static void answer(FaultExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.head(
        status,
        "Answer",
        HeaderList.of(
            "Content-Type",
            type,
            "Content-Length",
            Integer.toString(bytes.length),
            "Access-Control-Allow-Origin",
            "*"));
    exchange.send(bytes, 0, bytes.length);
  }

  /** Opens a page that shows what an EventSource for a path hears, until it fails. */
  private void watch(String path) throws Exception {
    site.write("sw.js", "");
    site.write(
        "page.js",
        """
        const source = new EventSource("%s");
        const show = ({ type, data, lastEventId, target }) =>
            console.log(type, target.readyState, JSON.stringify(data), lastEventId);
        for (const type of ["open", "message", "news"]) source.addEventListener(type, show);
        source.onerror = (event) => {
          show(event);
          if (source.readyState === EventSource.CLOSED) console.log("%s");
        };
        """
            .formatted(path, END));
    SiteFixture.get(site.site(URI.create(server.origin())).openPage("page.js"));
    site.awaitConsole(END);
  }

  @Test
  void hearsEventsAndConnectsAgainWithTheLastId() throws Exception {
    String stream =
        """
        \ufeff: a comment
        retry: 1
        data: first
        data:second
        id: \u00e9

        event: news\r
        data\r
        \r
        data: never ends""";
    server.on(
        "/events",
        exchange -> {
          boolean isFirst = !exchange.headers().contains("Last-Event-ID");
          String type = "text/event-stream; charset=utf-8";
          answer(exchange, isFirst ? 200 : 404, type, isFirst ? stream : "");
        });
    watch("/events");
    assertThat(site.console())
        .containsExactly(
            "open 1 undefined undefined",
            "message 1 \"first\\nsecond\" é",
            "news 1 \"\" é",
            "error 0 undefined undefined",
            "error 2 undefined undefined",
            END);
    HeaderList first = server.requests("/events").getFirst().headers();
    assertThat(first.get("Accept")).isEqualTo("text/event-stream");
    assertThat(first.get("Cache-Control")).isEqualTo("no-cache");
    assertThat(server.requests("/events").getLast().headers().get("Last-Event-ID"))
        .isEqualTo("\u00c3\u00a9");
  }

  @Test
  void whatIsNoEventStreamFails() throws Exception {
    server.on("/text", exchange -> answer(exchange, 200, "text/plain", "data: x\n\n"));
    watch("/text");
    assertThat(site.console()).containsExactly("error 2 undefined undefined", END);
    assertThat(server.requests("/text")).hasSize(1);
  }

  @Test
  void nothingIsHeardOnceItIsClosed() throws Exception {
    site.write("sw.js", "");
    server.on("/events", exchange -> answer(exchange, 200, "text/event-stream", "data: x\n\n"));
    site.run(
        """
        const source = new EventSource("%s", { withCredentials: false });
        source.onmessage = source.onopen = source.onerror = () => console.log("heard");
        source.close();
        console.log(source.readyState, source.withCredentials, source.url.endsWith("/events"));
        try { new EventSource("http://this is invalid/"); } catch ({ name }) { console.log(name); }
        """
            .formatted(server.url("/events")));
    assertThat(site.console()).containsExactly("2 false true", "SyntaxError");
  }

  @Test
  void aPageIsIdleWhileAStreamIsOpenOrWaitsToBeOpenedAgain() throws Exception {
    site.write("sw.js", "");
    var release = new CountDownLatch(1);
    server.on(
        "/open",
        exchange -> {
          exchange.head(200, "OK", HeaderList.of("Content-Type", "text/event-stream"));
          byte[] event = "data: x\n\n".getBytes(StandardCharsets.UTF_8);
          exchange.send(event, 0, event.length);
          await(release);
        });
    server.on(
        "/gone", exchange -> answer(exchange, 200, "text/event-stream", "retry: 3600000\n\n"));
    // Comes back when there is nothing left to do.
    site.run(
        """
        new EventSource("%s");
        new EventSource("%s");
        """
            .formatted(server.url("/open"), server.url("/gone")));
    assertThat(release.getCount()).isOne();
    release.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
