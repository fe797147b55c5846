package dev.bellhop.events;

import dev.bellhop.cookies.CookieChange;
import dev.bellhop.cookies.CookieChange.Kind;
import dev.bellhop.cookies.CookieJar;
import dev.bellhop.lifecycle.Deliveries;
import dev.bellhop.lifecycle.FunctionalEvents;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.store.RegistrationItems;
import dev.bellhop.store.RegistrationItems.Item;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings changes of cookies to the workers of one site that have subscribed to them. An event is
 * kept until its worker has had it, over processes too. Safe from any thread.
 *
 * @see <a href="https://cookiestore.spec.whatwg.org/#process-changes">Cookie Store: process
 *     changes</a>
 */
public final class CookieChanges {
  private static final JsonMapper JSON = new JsonMapper();

  private final Registrations registrations;
  private final RegistrationItems items;
  private final FunctionalEvents events;
  private final Deliveries deliveries;
  private final Runnable forget;

  /** Completes when all changes so far are written down: subscriptions are read in their order. */
  private CompletableFuture<?> written = CompletableFuture.completedFuture(null);

  /** A subscription, as the shims have written it. */
  private record Subscription(@Nullable String name, @Nullable Url url) {
    static Subscription of(Item item) {
      JsonNode members = JSON.readTree(item.value());
      return new Subscription(
          members.path("name").stringValue(null),
          Url.parse(members.path("url").stringValue(""), null));
    }

    boolean wants(CookieChange change) {
      return url != null
          && change.isObservableAt(url)
          && (name == null || name.equals(change.name()));
    }
  }

  /** Observes a jar for the workers of these registrations. */
  public CookieChanges(
      CookieJar jar,
      Registrations registrations,
      RegistrationItems items,
      FunctionalEvents events,
      Deliveries deliveries) {
    this.registrations = registrations;
    this.items = items;
    this.events = events;
    this.deliveries = deliveries;
    this.forget = jar.observe(this::changed);
  }

  private CompletableFuture<?> changed(List<CookieChange> changes) {
    List<CompletableFuture<?>> ends = new ArrayList<>();
    for (WorkerRegistration registration : registrations.all()) {
      List<CookieChange> seen =
          changes.stream().filter(change -> change.isObservableAt(registration.scope())).toList();
      if (!seen.isEmpty()) {
        ends.add(write(registration, seen));
      }
    }
    return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
  }

  private synchronized CompletableFuture<?> write(
      WorkerRegistration registration, List<CookieChange> seen) {
    CompletableFuture<?> end =
        written.thenCompose(
            nothing ->
                items
                    .list(registration.id(), RegistrationItems.Kind.COOKIE_SUBSCRIPTION)
                    .thenCompose(found -> write(registration, seen, found)));
    deliveries.add(end);
    written = end.handle((done, failure) -> null);
    return end;
  }

  private CompletableFuture<?> write(
      WorkerRegistration registration, List<CookieChange> seen, List<Item> found) {
    List<Subscription> subscriptions = found.stream().map(Subscription::of).toList();
    List<CookieChange> wanted =
        seen.stream()
            .filter(change -> subscriptions.stream().anyMatch(each -> each.wants(change)))
            .toList();
    if (wanted.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var event =
        new Event(CookieChange.json(wanted, Kind.CHANGED), CookieChange.json(wanted, Kind.DELETED));
    return items
        .put(registration.id(), RegistrationItems.Kind.COOKIE_CHANGE, null, event.json())
        .thenAccept(id -> deliveries.add(fire(registration, id, event)));
  }

  /** The two lists of an event, each an array of JSON. */
  private record Event(String changed, String deleted) {
    static Event of(Item item) {
      JsonNode lists = JSON.readTree(item.value());
      return new Event(lists.path(0).toString(), lists.path(1).toString());
    }

    String json() {
      return "[" + changed + "," + deleted + "]";
    }
  }

  private CompletableFuture<?> fire(WorkerRegistration registration, long id, Event event) {
    return events
        .dispatch(
            registration,
            "cookiechange",
            null,
            () -> new Object[] {event.changed(), event.deleted()})
        .handle((result, failure) -> null)
        .thenCompose(
            // What a stop has interrupted is taken up by the next process.
            result ->
                events.isStopping() ? CompletableFuture.completedFuture(false) : items.remove(id));
  }

  /** Goes on with what an earlier process has left. */
  public CompletableFuture<Void> resume(WorkerRegistration registration) {
    return items
        .list(registration.id(), RegistrationItems.Kind.COOKIE_CHANGE)
        .thenAccept(
            found ->
                found.forEach(
                    item -> deliveries.add(fire(registration, item.id(), Event.of(item)))));
  }

  /** Observes no longer. */
  public void stop() {
    forget.run();
  }
}
