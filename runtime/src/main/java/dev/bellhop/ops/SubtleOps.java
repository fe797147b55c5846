package dev.bellhop.ops;

import dev.bellhop.crypto.Aes;
import dev.bellhop.crypto.Derivation;
import dev.bellhop.crypto.Hash;
import dev.bellhop.crypto.KeyMaterial;
import dev.bellhop.engine.Realm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * What SubtleCrypto asks about digests and secret keys. The methods give jobs, which {@link
 * #perform} does. On its realm's loop only.
 */
public final class SubtleOps {
  private final Realm realm;
  private final SecureRandom random;
  private final Executor work;
  private final AtOnce atOnce = new AtOnce();

  /**
   * @param work threads for what would keep the loop busy
   */
  public SubtleOps(Realm realm, SecureRandom random, Executor work) {
    this.realm = realm;
    this.random = random;
    this.work = work;
  }

  /** Does a job: here and now where it is light, else on another thread. */
  @HostAccess.Export
  public void perform(CryptoJob job, Value done) {
    if (job.weight() == CryptoJob.Weight.LIGHT && atOnce.may()) {
      done.executeVoid(null, null, job.run());
    } else {
      realm.settle(
          CompletableFuture.supplyAsync(() -> runIfWanted(job), work), done, result -> result);
    }
  }

  /** Other realms wait for the same threads. */
  private Object runIfWanted(CryptoJob job) {
    if (realm.isClosed()) {
      throw new CancellationException("The realm was closed.");
    }
    return job.run();
  }

  /**
   * Does a job and waits for it.
   *
   * @throws OpException DataError or OperationError where it fails
   */
  @HostAccess.Export
  public Object now(CryptoJob job) {
    return job.run();
  }

  /** A secret key of these bytes. */
  @HostAccess.Export
  public KeyMaterial.Secret secret(Value bytes) {
    return new KeyMaterial.Secret(ScriptBytes.copy(bytes));
  }

  /** A secret key of so many random bits, rounded up to bytes. */
  @HostAccess.Export
  public KeyMaterial.Secret randomSecret(int bits) {
    byte[] bytes = new byte[Math.ceilDiv(bits, Byte.SIZE)];
    random.nextBytes(bytes);
    return new KeyMaterial.Secret(bytes);
  }

  /** The bytes of a secret key. */
  @HostAccess.Export
  public ByteBuffer secretBytes(KeyMaterial.Secret secret) {
    return ByteBuffer.wrap(secret.bytes().clone());
  }

  /** How many bytes a secret key has. */
  @HostAccess.Export
  public int secretLength(KeyMaterial.Secret secret) {
    return secret.bytes().length;
  }

  /** Bytes as base64url without padding, which JSON Web Keys are written in. */
  @HostAccess.Export
  public String base64Url(Value bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ScriptBytes.copy(bytes));
  }

  /** The bytes of base64url without padding; null where it is something else. */
  @HostAccess.Export
  public @Nullable ByteBuffer fromBase64Url(String text) {
    if (text.indexOf('=') >= 0) {
      return null;
    }
    try {
      return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The bytes of a text in UTF-8. */
  @HostAccess.Export
  public ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text that some bytes are in UTF-8. */
  @HostAccess.Export
  public String fromUtf8(Value bytes) {
    return new String(ScriptBytes.copy(bytes), StandardCharsets.UTF_8);
  }

  @HostAccess.Export
  public CryptoJob digest(String hash, Value data) {
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(bytes.length, () -> Hash.of(hash).digest(bytes));
  }

  @HostAccess.Export
  public CryptoJob hmacSign(String hash, KeyMaterial.Secret key, Value data) {
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(bytes.length, () -> Hash.of(hash).sign(key.bytes(), bytes));
  }

  @HostAccess.Export
  public CryptoJob hmacVerify(String hash, KeyMaterial.Secret key, Value signature, Value data) {
    byte[] code = ScriptBytes.copy(signature);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(bytes.length, () -> Hash.of(hash).verify(key.bytes(), code, bytes));
  }

  @HostAccess.Export
  public CryptoJob encryptCbc(KeyMaterial.Secret key, Value iv, Value data) {
    byte[] vector = ScriptBytes.copy(iv);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(bytes.length, () -> new Aes(key.bytes()).encryptCbc(vector, bytes));
  }

  @HostAccess.Export
  public CryptoJob decryptCbc(KeyMaterial.Secret key, Value iv, Value data) {
    byte[] vector = ScriptBytes.copy(iv);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(bytes.length, () -> new Aes(key.bytes()).decryptCbc(vector, bytes));
  }

  @HostAccess.Export
  public CryptoJob counter(KeyMaterial.Secret key, Value counter, int length, Value data) {
    byte[] first = ScriptBytes.copy(counter);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(bytes.length, () -> new Aes(key.bytes()).counter(first, length, bytes));
  }

  @HostAccess.Export
  public CryptoJob encryptGcm(
      KeyMaterial.Secret key, Value iv, @Nullable Value additional, int tagBits, Value data) {
    byte[] vector = ScriptBytes.copy(iv);
    byte[] more = ScriptBytes.copyOrNull(additional);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(
        bytes.length, () -> new Aes(key.bytes()).encryptGcm(vector, more, tagBits, bytes));
  }

  @HostAccess.Export
  public CryptoJob decryptGcm(
      KeyMaterial.Secret key, Value iv, @Nullable Value additional, int tagBits, Value data) {
    byte[] vector = ScriptBytes.copy(iv);
    byte[] more = ScriptBytes.copyOrNull(additional);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(
        bytes.length, () -> new Aes(key.bytes()).decryptGcm(vector, more, tagBits, bytes));
  }

  @HostAccess.Export
  public CryptoJob wrap(KeyMaterial.Secret key, Value data) {
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(bytes.length, () -> new Aes(key.bytes()).wrap(bytes));
  }

  @HostAccess.Export
  public CryptoJob unwrap(KeyMaterial.Secret key, Value data) {
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.over(bytes.length, () -> new Aes(key.bytes()).unwrap(bytes));
  }

  @HostAccess.Export
  public CryptoJob hkdf(String hash, KeyMaterial.Secret key, Value salt, Value info, int length) {
    byte[] salted = ScriptBytes.copy(salt);
    byte[] context = ScriptBytes.copy(info);
    return CryptoJob.over(
        key.bytes().length + salted.length + context.length,
        () -> Derivation.hkdf(Hash.of(hash), key.bytes(), salted, context, length));
  }

  /**
   * @param iterations from 1 to the greatest unsigned long of Web IDL
   */
  @HostAccess.Export
  public CryptoJob pbkdf2(
      String hash, KeyMaterial.Secret key, Value salt, double iterations, int length) {
    byte[] salted = ScriptBytes.copy(salt);
    return CryptoJob.heavy(
        () ->
            Derivation.pbkdf2(
                Hash.of(hash), key.bytes(), salted, (long) iterations, length, realm::isClosed));
  }
}
