package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.DispatchResult;
import dev.bellhop.Page;
import dev.bellhop.Registration;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.WorkerEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Gives a worker the events that it listens to, each as it comes about outside of a test. */
final class Dispatches {
  private static final String PUSHED =
      """
      {"title": "News", "message": "Rain is on its way.", "action": "chatMsg", "type": "init",
       "unreadCount": 3}""";

  /** Before a request that finds the worker stopped. */
  private static final String STOPPED = "stopped ";

  private final Stage.Place place;
  private final Example example;
  private final Registration registration;
  private final Page page;
  private final Findings findings;

  Dispatches(
      Stage.Place place, Example example, Registration registration, Page page, Findings findings) {
    this.place = place;
    this.example = example;
    this.registration = registration;
    this.page = page;
    this.findings = findings;
  }

  /** Dispatches an event of this type, or several; false where Bellhop has none such. */
  boolean dispatch(String type) throws InterruptedException, TimeoutException {
    switch (type) {
      case "fetch" -> fetch();
      case "message" -> place.act(page, "bellhopMdn.send('Hello from the page');");
      case "push" -> event(new WorkerEvent.Push(PUSHED.getBytes(StandardCharsets.UTF_8)));
      case "pushsubscriptionchange" -> {
        place.arrange(page, "bellhopMdn.subscribe();");
        event(new WorkerEvent.PushSubscriptionChange());
      }
      case "notificationclick" -> click();
      case "notificationclose" -> {
        place.arrange(page, "bellhopMdn.notify([]);");
        event(new WorkerEvent.NotificationClose(null));
      }
      case "sync" -> {
        for (String tag : tags()) {
          event(new WorkerEvent.Sync(tag, false));
        }
      }
      case "periodicsync" -> {
        for (String tag : tags()) {
          event(new WorkerEvent.PeriodicSync(tag));
        }
      }
      case "contentdelete" -> {
        place.arrange(page, "bellhopMdn.index('article-1');");
        event(new WorkerEvent.ContentDelete("article-1"));
      }
      case "cookiechange" -> {
        event(new WorkerEvent.CookieChange(Map.of("cookie1", "sweet"), List.of()));
        event(new WorkerEvent.CookieChange(Map.of(), List.of("cookie1")));
      }
      case "backgroundfetchsuccess" ->
          place.act(page, "bellhopMdn.download('a-film', ['/part-1.webm', '/part-2.webm']);");
      case "backgroundfetchfail" ->
          place.act(page, "bellhopMdn.download('a-lost-film', ['/missing.webm']);");
      case "backgroundfetchabort" ->
          place.act(page, "bellhopMdn.abort('no-film', '/part-1.webm');");
      case "backgroundfetchclick" -> {
        clickOnFetch("a-clicked-film", "/part-1.webm");
        clickOnFetch("a-clicked-loss", "/missing.webm");
      }
      default -> {
        if (example.fixture().surrounds()) {
          // It makes the event that does not come by itself.
          return true;
        }
        findings.problem(type + " not dispatched", "No event of this type comes to a worker.");
        return false;
      }
    }
    return true;
  }

  /** Makes the requests that the expectations name, if they do. */
  void askAsExpected() throws InterruptedException, TimeoutException {
    List<String> asked = example.expected().asks();
    if (asked != null) {
      for (String request : asked) {
        ask(request, request);
      }
    }
  }

  private List<String> tags() {
    List<String> tags = example.reading().comparedWith("tag");
    return tags.isEmpty() ? List.of("a-tag") : tags;
  }

  private void event(WorkerEvent event) throws InterruptedException, TimeoutException {
    DispatchResult result = place.settle(registration.dispatch(event));
    if (result.outcome() == DispatchResult.Outcome.SKIPPED) {
      findings.problem(event.type() + " skipped", String.valueOf(result.why()));
    }
  }

  /** On the notification itself, and on each action that the example knows. */
  private void click() throws InterruptedException, TimeoutException {
    List<String> actions = new ArrayList<>(example.reading().comparedWith("action"));
    actions.add("");
    for (String action : actions) {
      String named = action.isEmpty() ? "[]" : "['" + action + "']";
      place.arrange(page, "bellhopMdn.notify(" + named + ");");
      event(new WorkerEvent.NotificationClick("page-tag", action, null));
    }
  }

  private void clickOnFetch(String id, String url) throws InterruptedException, TimeoutException {
    place.arrange(page, "bellhopMdn.download('%s', ['%s']);".formatted(id, url));
    place.settle(registration.backgroundFetch().click(id));
  }

  /** Requests of a page: once, again, without a network, and a navigation. */
  private void fetch() throws InterruptedException, TimeoutException {
    if (example.expected().asks() != null) {
      askAsExpected();
      return;
    }
    ask("first request", "/notes.txt");
    ask("second request", "/notes.txt");
    navigate();
    place.offline(
        findings,
        () -> {
          ask("offline, known", "/notes.txt");
          ask("offline, new", "/other.txt");
          outside("offline navigation", SiteRequest.navigation("/"));
        });
  }

  /**
   * Makes a request.
   *
   * @param request as in {@link Expected#asks()}
   */
  private void ask(String label, String request) throws InterruptedException, TimeoutException {
    if (request.startsWith(STOPPED)) {
      place.settle(registration.terminate());
    }
    String[] parts = request.replaceFirst("^" + STOPPED, "").split(" as ");
    String[] words = parts[0].split(" ");
    String method = words.length == 2 ? words[0] : "GET";
    String url = words[words.length - 1];
    if (parts.length == 2) {
      outside(label, SiteRequest.subresource(url).withMethod(method).withDestination(parts[1]));
    } else if (page.controller() == null) {
      outside(label, SiteRequest.subresource(url).withMethod(method));
    } else {
      String init =
          method.equals("POST")
              ? "{ method: 'POST', body: new URLSearchParams({ name: 'value' }) }"
              : "{ method: '" + method + "' }";
      place.tell(findings);
      findings.asking(place.answers());
      place.act(page, "bellhopMdn.ask('%s', '%s', %s);".formatted(label, url, init));
    }
  }

  private void navigate() throws InterruptedException, TimeoutException {
    outside("navigation", SiteRequest.navigation("/"));
  }

  private static String routed(String label, SiteResponse response) {
    return switch (response.source()) {
      case ROUTED_TO_NETWORK, ROUTED_TO_CACHE -> label + ", by a route,";
      case NETWORK, WORKER -> label;
    };
  }

  private void outside(String label, SiteRequest request)
      throws InterruptedException, TimeoutException {
    findings.asking(place.answers());
    try (SiteResponse response = place.settle(place.site().fetch(request))) {
      long number = response.header(StandInServer.NUMBER).map(Long::parseLong).orElse(0L);
      place.tell(findings);
      findings.answer(routed(label, response), request.url(), number, response.status());
    } catch (BellhopException e) {
      place.tell(findings);
      findings.answer(label, request.url(), null, 0);
    }
  }
}
