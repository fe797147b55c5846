package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.DispatchResult;
import dev.bellhop.DispatchResult.Outcome;
import dev.bellhop.WorkerEvent;
import dev.bellhop.events.Notifications.Shown;
import dev.bellhop.events.SiteEvents;
import dev.bellhop.lifecycle.FunctionalEvents;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.store.RegistrationItems.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Dispatches the public API's events in the active worker of a registration, with what the user
 * agent does besides.
 */
final class EventDispatch {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final FunctionalEvents functional;
  private final SiteEvents events;
  private final WorkerRegistration registration;

  EventDispatch(FunctionalEvents functional, SiteEvents events, WorkerRegistration registration) {
    this.functional = functional;
    this.events = events;
    this.registration = registration;
  }

  CompletableFuture<DispatchResult> dispatch(WorkerEvent event) {
    return switch (event) {
      case WorkerEvent.Push push -> fire(event, null, () -> new Object[] {bytes(push.data())});
      case WorkerEvent.PushSubscriptionChange _ -> pushSubscriptionChange(event);
      case WorkerEvent.NotificationClick click -> notificationClick(click);
      case WorkerEvent.NotificationClose close -> notificationClose(close);
      case WorkerEvent.Sync sync ->
          fire(event, sync.tag(), () -> new Object[] {sync.tag(), sync.lastChance()});
      case WorkerEvent.PeriodicSync sync ->
          fire(event, sync.tag(), () -> new Object[] {sync.tag()});
      case WorkerEvent.Message message when !isJson(message.json()) ->
          refused("the message is not JSON: " + message.json() + " (text needs its quotes, too)");
      case WorkerEvent.Message message ->
          fire(event, null, () -> new Object[] {message.json(), "", "host", null});
      case WorkerEvent.ContentDelete delete ->
          events
              .items()
              .remove(registration.id(), Kind.CONTENT, delete.id())
              .thenCompose(_ -> fire(event, delete.id(), () -> new Object[] {delete.id()}));
      case WorkerEvent.CookieChange change -> cookieChange(change);
    };
  }

  private CompletableFuture<DispatchResult> pushSubscriptionChange(WorkerEvent event) {
    return events
        .pushSubscriptions()
        .get(registration.id())
        .thenCompose(
            old ->
                events
                    .pushSubscriptions()
                    .remove(registration.id())
                    .thenCompose(
                        _ ->
                            fire(
                                event,
                                null,
                                () -> new Object[] {registration.id(), old.orElse(null)})));
  }

  /** Activating a notification. */
  private CompletableFuture<DispatchResult> notificationClick(WorkerEvent.NotificationClick click) {
    return events
        .notifications()
        .find(registration.id(), click.notification())
        .thenCompose(
            shown -> {
              if (!click.action().isEmpty() && !shown.actions().contains(click.action())) {
                return refused(
                    "the notification has no action \""
                        + click.action()
                        + "\"; it has: "
                        + (shown.actions().isEmpty()
                            ? "none"
                            : String.join(", ", shown.actions())));
              }
              String navigation = shown.navigation(click.action());
              return navigation == null
                  ? fire(
                      click,
                      shown.eventId(),
                      () -> notification(shown, click.action(), click.reply()))
                  : CompletableFuture.completedFuture(
                      new DispatchResult(
                          Outcome.SKIPPED,
                          0,
                          0,
                          0,
                          "a click on it opens " + navigation + " and tells no worker"));
            });
  }

  /** Closing a notification. */
  private CompletableFuture<DispatchResult> notificationClose(WorkerEvent.NotificationClose close) {
    return events
        .notifications()
        .find(registration.id(), close.notification())
        .thenCompose(
            shown ->
                events
                    .notifications()
                    .close(shown.id(), "user")
                    .thenCompose(
                        _ -> fire(close, shown.eventId(), () -> notification(shown, "", null))));
  }

  private @Nullable Object[] notification(Shown shown, String action, @Nullable String reply) {
    return new Object[] {(double) shown.id(), shown.json(), action, reply};
  }

  private CompletableFuture<DispatchResult> cookieChange(WorkerEvent.CookieChange change) {
    ArrayNode changed = JSON.createArrayNode();
    change
        .changed()
        .forEach((name, value) -> changed.addObject().put("name", name).put("value", value));
    ArrayNode deleted = JSON.createArrayNode();
    change.deleted().forEach(name -> deleted.addObject().put("name", name));
    return fire(change, null, () -> new Object[] {changed.toString(), deleted.toString()});
  }

  private static CompletableFuture<DispatchResult> refused(String why) {
    return CompletableFuture.failedFuture(new BellhopException(BellhopException.Kind.INPUT, why));
  }

  private static boolean isJson(String text) {
    try {
      return !JSON.readTree(text).isMissingNode();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static @Nullable ByteBuffer bytes(byte @Nullable [] data) {
    return data == null ? null : ByteBuffer.wrap(data);
  }

  private CompletableFuture<DispatchResult> fire(
      WorkerEvent event, @Nullable String id, Supplier<@Nullable Object[]> arguments) {
    return functional.dispatch(registration, event.type(), id, arguments);
  }
}
