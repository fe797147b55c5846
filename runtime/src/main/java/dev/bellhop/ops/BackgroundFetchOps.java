package dev.bellhop.ops;

import dev.bellhop.BackgroundFetchDifference;
import dev.bellhop.BackgroundFetchIcon;
import dev.bellhop.Permission;
import dev.bellhop.backgroundfetch.BackgroundFetchException;
import dev.bellhop.backgroundfetch.BackgroundFetchService;
import dev.bellhop.backgroundfetch.FetchOrder;
import dev.bellhop.backgroundfetch.FetchRecord;
import dev.bellhop.backgroundfetch.FetchSnapshot;
import dev.bellhop.backgroundfetch.RecordQuery;
import dev.bellhop.engine.Realm;
import dev.bellhop.events.Permissions;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.http.Causes;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/**
 * What BackgroundFetchManager and what comes from it ask of the host, for one realm. Registrations
 * are given by their ids, background fetches by their uids; snapshots and records are opaque.
 */
public final class BackgroundFetchOps {
  private final Realm realm;
  private final Url location;
  private final BackgroundFetchService service;
  private final Permissions permissions;

  /** For the realm of the script at this location. */
  public BackgroundFetchOps(
      Realm realm, Url location, BackgroundFetchService service, Permissions permissions) {
    this.realm = realm;
    this.location = location;
    this.service = service;
    this.permissions = permissions;
  }

  /** Whether a difference from the specification is switched on, by its name. */
  @HostAccess.Export
  public boolean has(String difference) {
    return service.has(BackgroundFetchDifference.valueOf(difference));
  }

  /**
   * Starts a background fetch: a snapshot of it.
   *
   * @param requests an array of FetchRequests
   * @param icons an array of src, sizes, type and label of each icon in turn
   * @param seesActiveWorker whether the script has been told of an active worker
   */
  @HostAccess.Export
  public void fetch(
      long registrationId,
      String id,
      Value requests,
      @Nullable String title,
      Value icons,
      double downloadTotal,
      boolean seesActiveWorker,
      Value done) {
    var list = new ArrayList<FetchRequest>();
    for (long i = 0; i < requests.getArraySize(); i++) {
      list.add(requests.getArrayElement(i).asHostObject());
    }
    settle(
        service.fetch(
            new FetchOrder(
                registrationId,
                id,
                list,
                title,
                icons(icons),
                (long) downloadTotal,
                new FetchOrder.Asker(
                    permissions.request(Permission.BACKGROUND_FETCH), seesActiveWorker))),
        done,
        snapshot -> snapshot);
  }

  /** The active background fetch of this id: a snapshot, or null. */
  @HostAccess.Export
  public void get(long registrationId, String id, Value done) {
    settle(service.get(registrationId, id), done, snapshot -> snapshot);
  }

  /** The ids of the active background fetches: an array. */
  @HostAccess.Export
  public void ids(long registrationId, Value done) {
    settle(service.ids(registrationId), done, ids -> ProxyArray.fromArray(ids.toArray()));
  }

  /**
   * The members of a snapshot: uid, id, uploadTotal, uploaded, downloadTotal, downloaded, result,
   * failureReason, recordsAvailable.
   */
  @HostAccess.Export
  public ProxyArray members(FetchSnapshot snapshot) {
    // As doubles, since that is what a script's numbers are.
    return ProxyArray.fromArray(
        (double) snapshot.uid(),
        snapshot.id(),
        (double) snapshot.uploadTotal(),
        (double) snapshot.uploaded(),
        (double) snapshot.downloadTotal(),
        (double) snapshot.downloaded(),
        snapshot.result(),
        snapshot.failureReason(),
        snapshot.recordsAvailable());
  }

  /** From now on dispatches the changes of a background fetch, each in a task of its own. */
  @HostAccess.Export
  public void observe(long uid) {
    Runnable forget =
        service.observe(uid, snapshot -> realm.dispatch("backgroundfetchprogress", snapshot));
    realm.closed().thenRun(forget);
  }

  /** Aborts: whether it was active. */
  @HostAccess.Export
  public void abort(long uid, Value done) {
    var answer = new CompletableFuture<Boolean>();
    // Listened to first: the answer comes before the result that follows from it.
    settle(answer, done, aborted -> aborted);
    service.abort(uid, "script", answer::complete);
  }

  /**
   * The records that match: an array of them.
   *
   * @param request what to look for, or null for all
   */
  @HostAccess.Export
  public void match(
      long uid,
      @Nullable FetchRequest request,
      boolean ignoreSearch,
      boolean ignoreMethod,
      boolean ignoreVary,
      Value done) {
    settle(
        service.records(uid, new RecordQuery(request, ignoreSearch, ignoreMethod, ignoreVary)),
        done,
        records -> ProxyArray.fromArray(records.toArray()));
  }

  /** A record's request. */
  @HostAccess.Export
  public FetchRequest request(FetchRecord record) {
    return record.request();
  }

  /** A record's response, when there is one: a FetchResponse. */
  @HostAccess.Export
  public void responseReady(FetchRecord record, Value done) {
    settle(record.responseReady(), done, response -> response);
  }

  /** Changes title and icons; null leaves what is shown. */
  @HostAccess.Export
  public void updateUi(long uid, @Nullable String title, @Nullable Value icons, Value done) {
    boolean withIcons = icons != null && !icons.isNull();
    settle(service.updateUi(uid, title, withIcons ? icons(icons) : null), done, nothing -> null);
  }

  private List<BackgroundFetchIcon> icons(Value members) {
    var icons = new ArrayList<BackgroundFetchIcon>();
    for (long i = 0; i < members.getArraySize(); i += 4) {
      String src = members.getArrayElement(i).asString();
      Url url = Url.parse(src, location);
      icons.add(
          new BackgroundFetchIcon(
              url == null ? src : url.href(),
              members.getArrayElement(i + 1).asString(),
              members.getArrayElement(i + 2).asString(),
              members.getArrayElement(i + 3).asString()));
    }
    return icons;
  }

  private <T extends @Nullable Object> void settle(
      CompletableFuture<T> stage,
      Value done,
      Function<? super T, ? extends @Nullable Object> convert) {
    realm.settle(
        BodyFailures.named(
            stage.exceptionallyCompose(
                failure -> CompletableFuture.failedFuture(named(Causes.of(failure))))),
        done,
        convert);
  }

  private static Throwable named(Throwable cause) {
    return cause instanceof BackgroundFetchException e
        ? new OpException(e.errorName(), String.valueOf(e.getMessage()))
        : cause;
  }
}
