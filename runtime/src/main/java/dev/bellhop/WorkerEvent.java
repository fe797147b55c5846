package dev.bellhop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A functional event to dispatch in a registration's active worker. Events that come with something
 * stored, such as a notification, name it.
 *
 * @see Registration#dispatch
 */
public sealed interface WorkerEvent {
  /** The event's type, such as {@code push}. */
  default String type() {
    return switch (this) {
      case Push _ -> "push";
      case PushSubscriptionChange _ -> "pushsubscriptionchange";
      case NotificationClick _ -> "notificationclick";
      case NotificationClose _ -> "notificationclose";
      case Sync _ -> "sync";
      case PeriodicSync _ -> "periodicsync";
      case Message _ -> "message";
      case ContentDelete _ -> "contentdelete";
      case CookieChange _ -> "cookiechange";
    };
  }

  /**
   * A push message has arrived.
   *
   * @param data the message's bytes, decrypted, or null for a message without any; it is not
   *     changed
   * @see <a href="https://w3c.github.io/push-api/#the-push-event">Push API: the push event</a>
   */
  record Push(byte @Nullable [] data) implements WorkerEvent {}

  /**
   * The push service has given up the registration's push subscription, which is removed.
   *
   * @see <a href="https://w3c.github.io/push-api/#the-pushsubscriptionchange-event">Push API: the
   *     pushsubscriptionchange event</a>
   */
  record PushSubscriptionChange() implements WorkerEvent {}

  /**
   * The user has clicked on a notification that is shown, or on one of its actions.
   *
   * @param notification the notification's id or tag, or null for the newest one
   * @param action the action's name, empty for the notification itself
   * @param reply what the user wrote, or null
   * @see <a href="https://notifications.spec.whatwg.org/#activating-a-notification">Notifications:
   *     activating a notification</a>
   */
  record NotificationClick(@Nullable String notification, String action, @Nullable String reply)
      implements WorkerEvent {}

  /**
   * The user has closed a notification, which is not shown any more afterwards.
   *
   * @param notification the notification's id or tag, or null for the newest one
   * @see <a href="https://notifications.spec.whatwg.org/#closing-a-notification">Notifications:
   *     closing a notification</a>
   */
  record NotificationClose(@Nullable String notification) implements WorkerEvent {}

  /**
   * The site is online again.
   *
   * @param tag the tag that a script registered, though it need not be registered
   * @param lastChance whether the event will not be dispatched again if this one fails
   * @see <a href="https://wicg.github.io/background-sync/spec/#sync-event">Background Sync: the
   *     sync event</a>
   */
  record Sync(String tag, boolean lastChance) implements WorkerEvent {}

  /**
   * It is time to fetch what is new.
   *
   * @param tag the tag that a script registered, though it need not be registered
   * @see <a href="https://wicg.github.io/periodic-background-sync/#periodicsync-event">Periodic
   *     Background Sync: the periodicsync event</a>
   */
  record PeriodicSync(String tag) implements WorkerEvent {}

  /**
   * A message from outside: its source is null.
   *
   * @param json the message, as JSON
   * @see <a href="https://w3c.github.io/ServiceWorker/#extendablemessageevent-interface">Service
   *     Workers: ExtendableMessageEvent</a>
   */
  record Message(String json) implements WorkerEvent {}

  /**
   * The user has deleted an entry of the registration's content index.
   *
   * @param id the entry's id
   * @see <a href="https://wicg.github.io/content-index/spec/#content-index-event">Content Index:
   *     the contentdelete event</a>
   */
  record ContentDelete(String id) implements WorkerEvent {}

  /**
   * Cookies of the site have changed.
   *
   * @param changed names and values of the cookies that were set
   * @param deleted names of the cookies that were deleted or have expired
   * @see <a href="https://cookiestore.spec.whatwg.org/#ExtendableCookieChangeEvent">Cookie Store:
   *     ExtendableCookieChangeEvent</a>
   */
  record CookieChange(Map<String, String> changed, List<String> deleted) implements WorkerEvent {}
}
