package dev.bellhop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can happen, as the trace tells it. Displays, JSON lines and transcripts are readers of it.
 * Durations are nanoseconds, sizes bytes. Where a member {@code realm} stands, it is the URL of the
 * script whose realm is meant.
 */
public sealed interface TraceEvent {
  /** A page realm was started for a script. */
  record PageStarted(String url) implements TraceEvent {}

  /**
   * A worker opened a window.
   *
   * @param by the URL of the worker's script
   */
  record WindowOpened(String url, String by) implements TraceEvent {}

  /**
   * A page got the focus.
   *
   * @param by the URL of the script of the worker that gave it, or null for the user
   */
  record WindowFocused(String url, @Nullable String by) implements TraceEvent {}

  /**
   * A worker sent a page to another URL.
   *
   * @param by the URL of the worker's script
   */
  record WindowNavigated(String from, String url, String by) implements TraceEvent {}

  /**
   * A worker changed its state: parsed, installing, installed, activating, activated, redundant.
   */
  record WorkerStateChanged(String scope, String script, String state) implements TraceEvent {}

  /** A worker's realm is running. */
  record WorkerStarted(String scope, String script, String reason) implements TraceEvent {}

  /** A worker's realm was ended. */
  record WorkerStopped(String scope, String script, String reason) implements TraceEvent {}

  /** An event is about to be dispatched in a worker. */
  record EventDispatched(String type, @Nullable String id) implements TraceEvent {}

  /**
   * An event's handlers have ended, with everything they waited for.
   *
   * @param listeners how many listeners were called
   * @param thrown how many of them threw
   * @param rejected how many waitUntil promises were rejected
   */
  record EventHandled(
      String type, @Nullable String id, int listeners, int thrown, int rejected, long duration)
      implements TraceEvent {}

  /** An event had no listener, or its worker did not start or was stopped. */
  record EventSkipped(String type, @Nullable String id, String why) implements TraceEvent {}

  /** A script wrote to its console. */
  record ConsoleMessage(String realm, String level, String text) implements TraceEvent {}

  /**
   * A script threw, rejected a promise that nobody handles, or could not be parsed.
   *
   * @param kind "exception", "unhandled-rejection" or "syntax"
   * @param frame where, or null where that is not known
   */
  record ScriptError(String realm, String kind, String message, @Nullable SourceFrame frame)
      implements TraceEvent {}

  /**
   * Something legal that cannot be meant. {@link Explanation#find} has the long form.
   *
   * @param code stands for the kind of mistake, such as "BH0001"
   * @param name says the same in words, such as "waituntil-function"
   * @param message what happens and why
   * @param fix what to write instead, or null
   * @param link where it is explained, or null
   */
  record Diagnostic(
      String code,
      String name,
      String message,
      @Nullable String fix,
      @Nullable String link,
      @Nullable SourceFrame frame)
      implements TraceEvent {}

  /** "Background Fetch registered": fetch() was accepted and written down. */
  record BackgroundFetchRegistered(
      String id, @Nullable String title, List<String> urls, long downloadTotal, long uploadTotal)
      implements TraceEvent {}

  /** "Background Fetch resuming": a fetch of an earlier process goes on. */
  record BackgroundFetchResumed(
      String id, @Nullable String title, int records, int recordsLeft, long downloaded)
      implements TraceEvent {}

  /** "Request processing started". */
  record RequestProcessingStarted(String id, int position, String method, String url)
      implements TraceEvent {}

  /**
   * How far a fetch is. Coalesced: a few a second at most.
   *
   * @param expected the bytes that are expected in all where that is known, else -1
   */
  record BackgroundFetchProgress(
      String id, long downloaded, long uploaded, long expected, int recordsDone, int records)
      implements TraceEvent {}

  /**
   * "Request processing completed".
   *
   * @param result the record's result
   * @param status the response's status, 0 where there is none
   * @param failure why it failed, in words, or null
   */
  record RequestProcessingCompleted(
      String id,
      int position,
      String url,
      String result,
      int status,
      long bytes,
      @Nullable String failure)
      implements TraceEvent {}

  /** An attempt failed and will be made again. */
  record RequestRetried(String id, int position, String url, String why, long delay)
      implements TraceEvent {}

  /** "Background Fetch completed": result and failure reason are final. */
  record BackgroundFetchCompleted(
      String id, String result, String failureReason, long downloaded, long duration)
      implements TraceEvent {}

  /** "Background Fetch aborted" was asked for, by a script or a person. */
  record BackgroundFetchAborting(String id, String by) implements TraceEvent {}

  /** The title or the icons changed. */
  record BackgroundFetchUiUpdated(
      String id, @Nullable String title, List<BackgroundFetchIcon> icons) implements TraceEvent {}

  /** A script fetched something itself. */
  record FetchCompleted(String realm, String method, String url, int status, long duration)
      implements TraceEvent {}

  /** A script's own fetch failed. */
  record FetchFailed(String realm, String method, String url, String why) implements TraceEvent {}

  /** A cache was created. */
  record CacheOpened(String name) implements TraceEvent {}

  /** A response was stored. */
  record CachePut(String name, String method, String url, long bytes) implements TraceEvent {}

  /** Entries were deleted. */
  record CacheEntriesDeleted(String name, int count) implements TraceEvent {}

  /**
   * A cache is being exported, imported or verified, and that takes a while.
   *
   * @param work "export", "import" or "verify"
   * @param entries how many entries it has got through
   * @param bytes how many bytes their bodies have
   */
  record CacheWorkProgress(String name, String work, int entries, long bytes)
      implements TraceEvent {}

  /** The entries of an archive were put into a cache. */
  record CacheImported(String name, int entries, long bytes) implements TraceEvent {}

  /** A cache was deleted. */
  record CacheDeleted(String name) implements TraceEvent {}

  /**
   * All that an origin had was deleted, because the sites together had reached the storage limit.
   *
   * @param bytes what it counted against its quota ({@link SiteOptions#quota()})
   */
  record StorageEvicted(String origin, long bytes) implements TraceEvent {}

  /**
   * A notification is shown.
   *
   * @param notification its id
   * @param tag its tag, which may be empty
   * @param actions the names of its actions
   * @param replaced the id of the notification in whose place it is shown, or null
   */
  record NotificationShown(
      String notification,
      String title,
      String body,
      String tag,
      List<String> actions,
      @Nullable String replaced)
      implements TraceEvent {}

  /**
   * A notification is not shown any more.
   *
   * @param by "script" or "user"
   */
  record NotificationClosed(String notification, String by) implements TraceEvent {}

  /** A site has subscribed to push messages. */
  record PushSubscribed(String scope, String endpoint) implements TraceEvent {}

  /** A background sync was registered. */
  record SyncRegistered(String scope, String tag) implements TraceEvent {}

  /**
   * A background sync failed and will be tried again.
   *
   * @param attempts how many attempts are left
   */
  record SyncRetried(String scope, String tag, int attempts, long delay) implements TraceEvent {}

  /** A periodic background sync was registered; this is the shortest time between its events. */
  record PeriodicSyncRegistered(String scope, String tag, long interval) implements TraceEvent {}

  /**
   * A script has used for the first time what needs a permission.
   *
   * @param permission such as "notifications"
   * @param state "granted", "denied" or "prompt"
   */
  record PermissionAnswered(String origin, String permission, String state) implements TraceEvent {}
}
