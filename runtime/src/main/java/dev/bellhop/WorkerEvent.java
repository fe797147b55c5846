package dev.bellhop;

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
      case Sync _ -> "sync";
      case PeriodicSync _ -> "periodicsync";
      case Message _ -> "message";
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
}
