package dev.bellhop.ops;

import dev.bellhop.Permission;
import dev.bellhop.engine.Realm;
import dev.bellhop.events.P256;
import dev.bellhop.events.Permissions;
import dev.bellhop.events.PushSubscriptions;
import dev.bellhop.events.SiteEvents;
import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.WorkerRegistration;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What PushManager and PushSubscription ask of the host, for one realm. Subscriptions cross as
 * JSON, keys in base64url.
 */
public final class PushOps {
  private static final JsonMapper JSON = new JsonMapper();

  private final Realm realm;
  private final Registrations registrations;
  private final SiteEvents events;

  /** For this realm. */
  public PushOps(Realm realm, Registrations registrations, SiteEvents events) {
    this.realm = realm;
    this.registrations = registrations;
    this.events = events;
  }

  /** Whether the site may be sent messages: "granted", "denied" or "prompt". */
  @HostAccess.Export
  public String permission() {
    return Permissions.word(events.permissions().request(Permission.PUSH));
  }

  /** The bytes of a key as base64url. */
  @HostAccess.Export
  public String toBase64Url(Value bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ScriptBytes.copy(bytes));
  }

  /** The bytes of a key. */
  @HostAccess.Export
  public ByteBuffer fromBase64Url(String text) {
    return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
  }

  /**
   * subscribe().
   *
   * @param applicationServerKey base64url, or null
   */
  @HostAccess.Export
  public void subscribe(
      long registrationId,
      boolean userVisibleOnly,
      @Nullable String applicationServerKey,
      Value done) {
    String key = applicationServerKey == null ? null : checked(applicationServerKey);
    WorkerRegistration registration =
        ActiveRegistration.of(registrations, registrationId, "subscribe()");
    if (!events.permissions().granted(Permission.PUSH)) {
      throw new OpException("NotAllowedError", "The permission push is not granted.");
    }
    PushSubscriptions subscriptions = events.pushSubscriptions();
    realm.settle(
        subscriptions
            .get(registrationId)
            .thenCompose(
                found ->
                    found
                        .map(json -> same(json, userVisibleOnly, key))
                        .orElseGet(() -> subscriptions.create(registration, userVisibleOnly, key))),
        done,
        json -> json);
  }

  private static String checked(String key) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw new OpException(
          "InvalidCharacterError", "The applicationServerKey is not encoded as base64url.");
    }
    if (!P256.isPoint(bytes)) {
      throw new OpException(
          "InvalidAccessError",
          "The applicationServerKey is no P-256 public key in its uncompressed form of 65 bytes.");
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static CompletableFuture<String> same(
      String json, boolean userVisibleOnly, @Nullable String key) {
    JsonNode existing = JSON.readTree(json);
    return existing.path("userVisibleOnly").booleanValue() == userVisibleOnly
            && Objects.equals(existing.path("applicationServerKey").stringValue(null), key)
        ? CompletableFuture.completedFuture(json)
        : CompletableFuture.failedFuture(
            new OpException(
                "InvalidStateError",
                "The registration has a push subscription with other options; unsubscribe() it"
                    + " first."));
  }

  /** getSubscription(): JSON, or null. */
  @HostAccess.Export
  public void get(long registrationId, Value done) {
    realm.settle(events.pushSubscriptions().get(registrationId), done, found -> found.orElse(null));
  }

  /** unsubscribe(): whether it was active. */
  @HostAccess.Export
  public void unsubscribe(long registrationId, String endpoint, Value done) {
    realm.settle(
        events.pushSubscriptions().remove(registrationId, endpoint), done, removed -> removed);
  }
}
