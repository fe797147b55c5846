package dev.bellhop.events;

import dev.bellhop.TraceEvent;
import dev.bellhop.lifecycle.WorkerRegistration;
import dev.bellhop.store.RegistrationItems;
import dev.bellhop.store.RegistrationItems.Item;
import dev.bellhop.store.RegistrationItems.Kind;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Push subscriptions. There is no push service: the endpoint is a URL of a host that does not exist
 * ({@code .invalid} is kept free for that), and only {@link dev.bellhop.WorkerEvent.Push} brings a
 * message. The keys are real ones of the subscription's own. Safe from any thread.
 *
 * @see <a href="https://w3c.github.io/push-api/#dfn-create-a-push-subscription">Push API: create a
 *     push subscription</a>
 */
public final class PushSubscriptions {
  private static final String ENDPOINT = "https://push.bellhop.invalid/";
  private static final String ONLY_ONE = "";
  private static final int AUTH_BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final JsonMapper JSON = new JsonMapper();

  private final RegistrationItems items;
  private final Consumer<TraceEvent> trace;
  private final SecureRandom random = new SecureRandom();

  /** The subscriptions in the store. */
  public PushSubscriptions(RegistrationItems items, Consumer<TraceEvent> trace) {
    this.items = items;
    this.trace = trace;
  }

  /** The registration's subscription, as JSON. */
  public CompletableFuture<Optional<String>> get(long registrationId) {
    return items
        .get(registrationId, Kind.PUSH_SUBSCRIPTION, ONLY_ONE)
        .thenApply(found -> found.map(Item::value));
  }

  /**
   * Creates a subscription: JSON with endpoint, p256dh, auth, userVisibleOnly and
   * applicationServerKey.
   *
   * @param applicationServerKey base64url, or null
   */
  public CompletableFuture<String> create(
      WorkerRegistration registration,
      boolean userVisibleOnly,
      @Nullable String applicationServerKey) {
    KeyPair keys = generate();
    ObjectNode node = JSON.createObjectNode();
    node.put("endpoint", ENDPOINT + HexFormat.of().formatHex(randomBytes()));
    node.put("p256dh", BASE64.encodeToString(P256.uncompressed((ECPublicKey) keys.getPublic())));
    node.put("auth", BASE64.encodeToString(randomBytes()));
    node.put("privateKey", BASE64.encodeToString(keys.getPrivate().getEncoded()));
    node.put("userVisibleOnly", userVisibleOnly);
    node.put("applicationServerKey", applicationServerKey);
    return items
        .put(registration.id(), Kind.PUSH_SUBSCRIPTION, ONLY_ONE, node.toString())
        .thenApply(
            id -> {
              trace.accept(
                  new TraceEvent.PushSubscribed(
                      registration.scope().href(), node.get("endpoint").stringValue()));
              return node.toString();
            });
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[AUTH_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no P-256", e);
    }
  }

  /** Removes the registration's subscription if it has this endpoint; whether it had. */
  public CompletableFuture<Boolean> remove(long registrationId, String endpoint) {
    return get(registrationId)
        .thenCompose(
            found ->
                found
                        .filter(
                            json ->
                                JSON.readTree(json)
                                    .path("endpoint")
                                    .stringValue("")
                                    .equals(endpoint))
                        .isPresent()
                    ? remove(registrationId)
                    : CompletableFuture.completedFuture(false));
  }

  /** Removes the registration's subscription; whether there was one. */
  public CompletableFuture<Boolean> remove(long registrationId) {
    return items.remove(registrationId, Kind.PUSH_SUBSCRIPTION, ONLY_ONE);
  }
}
