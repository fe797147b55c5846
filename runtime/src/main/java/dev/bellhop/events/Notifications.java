package dev.bellhop.events;

import dev.bellhop.BellhopException;
import dev.bellhop.TraceEvent;
import dev.bellhop.store.RegistrationItems;
import dev.bellhop.store.RegistrationItems.Item;
import dev.bellhop.store.RegistrationItems.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The notifications that are shown: in the trace, since there is nobody else to see them.
 * Persistent ones are kept in the store until they are closed. Safe from any thread.
 *
 * @see <a href="https://notifications.spec.whatwg.org/#showing-a-notification">Notifications:
 *     showing a notification</a>
 */
public final class Notifications {
  private static final JsonMapper JSON = new JsonMapper();

  private final RegistrationItems items;
  private final Consumer<TraceEvent> trace;
  private final AtomicLong unkept = new AtomicLong();

  /** Completes when nothing is being closed: who lists notifications does not see closed ones. */
  private volatile CompletableFuture<Void> closings = CompletableFuture.completedFuture(null);

  /** A notification that is shown. */
  public static final class Shown {
    private final long id;
    private final String json;
    private final Members members;

    private Shown(Item item) {
      id = item.id();
      json = item.value();
      members = Members.of(json);
    }

    /** The store's id for it. */
    public long id() {
      return id;
    }

    /** Its members, in JSON that the shims have written. */
    public String json() {
      return json;
    }

    /** The URL that is opened by clicking on the notification or this action of it, or null. */
    public @Nullable String navigation(String action) {
      if (action.isEmpty()) {
        return members.navigate();
      }
      return members.actions().stream()
          .filter(candidate -> candidate.name().equals(action))
          .findFirst()
          .map(Action::navigate)
          .orElse(null);
    }

    /** The names of its actions. */
    public List<String> actions() {
      return members.actionNames();
    }

    /** How the trace calls it: its tag, or else its id. */
    public String eventId() {
      return members.tag().isEmpty() ? Long.toString(id) : members.tag();
    }
  }

  /** The members of a notification that mean something to the host. */
  private record Members(
      String title, String body, String tag, @Nullable String navigate, List<Action> actions) {
    static Members of(String json) {
      JsonNode given = JSON.readTree(json);
      return new Members(
          given.path("title").stringValue(""),
          given.path("body").stringValue(""),
          given.path("tag").stringValue(""),
          given.path("navigate").stringValue(null),
          given.path("actions").valueStream().map(Action::of).toList());
    }

    List<String> actionNames() {
      return actions.stream().map(Action::name).toList();
    }
  }

  private record Action(String name, @Nullable String navigate) {
    static Action of(JsonNode given) {
      return new Action(
          given.path("action").stringValue(""), given.path("navigate").stringValue(null));
    }
  }

  /** The notifications in the store. */
  public Notifications(RegistrationItems items, Consumer<TraceEvent> trace) {
    this.items = items;
    this.trace = trace;
  }

  /** Shows a persistent notification, in the place of one with the same tag where there is one. */
  public CompletableFuture<Void> show(long registrationId, String json) {
    Members members = Members.of(json);
    String tag = members.tag();
    return list(registrationId, tag)
        .thenCompose(
            same ->
                items
                    .put(registrationId, Kind.NOTIFICATION, tag.isEmpty() ? null : tag, json)
                    .thenAccept(
                        id ->
                            tell(
                                Long.toString(id),
                                members,
                                tag.isEmpty() || same.isEmpty() ? null : same.getFirst().id())));
  }

  /** Shows a notification that belongs to a page; the answer is its id. */
  public String showUnkept(String json) {
    String id = "page-" + unkept.incrementAndGet();
    tell(id, Members.of(json), null);
    return id;
  }

  private void tell(String id, Members members, @Nullable Long replaced) {
    trace.accept(
        new TraceEvent.NotificationShown(
            id,
            members.title(),
            members.body(),
            members.tag(),
            members.actionNames(),
            replaced == null ? null : Long.toString(replaced)));
  }

  /** The notifications of a registration that have this tag, or all for the empty one. */
  public CompletableFuture<List<Shown>> list(long registrationId, String tag) {
    return closings
        .thenCompose(_ -> items.list(registrationId, Kind.NOTIFICATION))
        .thenApply(
            found ->
                found.stream()
                    .filter(item -> tag.isEmpty() || tag.equals(item.key()))
                    .map(Shown::new)
                    .toList());
  }

  /**
   * The notification of this id or tag, or the newest one for null. Fails with a {@link
   * BellhopException} where none is shown.
   */
  public CompletableFuture<Shown> find(long registrationId, @Nullable String idOrTag) {
    return list(registrationId, "")
        .thenApply(
            all ->
                all.reversed().stream()
                    .filter(
                        one ->
                            idOrTag == null
                                || idOrTag.equals(Long.toString(one.id()))
                                || idOrTag.equals(one.members.tag()))
                    .findFirst()
                    .orElseThrow(() -> notShown(idOrTag, all)));
  }

  private static BellhopException notShown(@Nullable String idOrTag, List<Shown> all) {
    String shown = all.stream().map(Shown::eventId).collect(Collectors.joining(", "));
    return new BellhopException(
        BellhopException.Kind.INPUT,
        all.isEmpty()
            ? "no notification is shown"
            : "no notification \"" + idOrTag + "\" is shown; shown: " + shown);
  }

  /**
   * Takes a persistent notification away.
   *
   * @param by "script" or "user"
   */
  public synchronized CompletableFuture<Void> close(long id, String by) {
    CompletableFuture<Void> closing =
        items
            .remove(id)
            .thenAccept(
                removed -> {
                  if (removed) {
                    closed(Long.toString(id), by);
                  }
                });
    closings = closings.thenCombine(closing.exceptionally(_ -> null), (_, last) -> last);
    return closing;
  }

  /** A notification that belongs to a page was closed. */
  public void closed(String id, String by) {
    trace.accept(new TraceEvent.NotificationClosed(id, by));
  }
}
