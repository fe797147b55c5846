package dev.bellhop.ops;

import dev.bellhop.crypto.AsymmetricKey;
import dev.bellhop.crypto.EcCurve;
import dev.bellhop.crypto.EcKey;
import dev.bellhop.crypto.Hash;
import dev.bellhop.crypto.KeyMaterial;
import dev.bellhop.crypto.OkpCurve;
import dev.bellhop.crypto.OkpKey;
import dev.bellhop.crypto.RsaKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/**
 * What SubtleCrypto asks about public and private keys. Jobs are for {@link SubtleOps#perform}. On
 * its realm's loop only.
 */
public final class KeyPairOps {
  private final SecureRandom random;

  /** With the source of new keys. */
  public KeyPairOps(SecureRandom random) {
    this.random = random;
  }

  @HostAccess.Export
  public CryptoJob generateEc(String curve) {
    return CryptoJob.heavy(() -> EcKey.generate(EcCurve.of(curve), random));
  }

  @HostAccess.Export
  public CryptoJob generateOkp(String curve) {
    return CryptoJob.heavy(() -> OkpKey.generate(OkpCurve.of(curve), random));
  }

  @HostAccess.Export
  public CryptoJob generateRsa(double bits, Value exponent) {
    byte[] bytes = ScriptBytes.copy(exponent);
    return CryptoJob.heavy(
        () -> RsaKey.generate((int) Math.min(bits, Integer.MAX_VALUE), bytes, random));
  }

  /** The public key of a private one, or itself. */
  @HostAccess.Export
  public KeyMaterial publicKey(KeyMaterial key) {
    return switch (key) {
      case AsymmetricKey pair -> pair.publicKey();
      case KeyMaterial.Secret secret -> secret;
    };
  }

  /**
   * @param format "raw", "spki" or "pkcs8"
   */
  @HostAccess.Export
  public CryptoJob importEc(String curve, String format, Value data) {
    EcCurve on = EcCurve.of(curve);
    return imported(
        data,
        switch (format) {
          case "raw" -> bytes -> EcKey.fromRaw(on, bytes);
          case "spki" -> bytes -> EcKey.fromSpki(on, bytes);
          default -> bytes -> EcKey.fromPkcs8(on, bytes);
        });
  }

  private static CryptoJob imported(Value data, Function<byte[], KeyMaterial> reader) {
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> reader.apply(bytes));
  }

  /** Of the base64url members of a JSON Web Key; d is null for a public key. */
  @HostAccess.Export
  public CryptoJob importEcNumbers(String curve, String x, String y, @Nullable String d) {
    return CryptoJob.heavy(
        () -> EcKey.fromNumbers(EcCurve.of(curve), decode(x), decode(y), decodeOrNull(d)));
  }

  /**
   * @param format "raw", "spki" or "pkcs8"
   */
  @HostAccess.Export
  public CryptoJob importOkp(String curve, String format, Value data) {
    OkpCurve on = OkpCurve.of(curve);
    return imported(
        data,
        switch (format) {
          case "raw" -> bytes -> OkpKey.fromRaw(on, bytes);
          case "spki" -> bytes -> OkpKey.fromSpki(on, bytes);
          default -> bytes -> OkpKey.fromPkcs8(on, bytes);
        });
  }

  /** Of the base64url members of a JSON Web Key; d is null for a public key. */
  @HostAccess.Export
  public CryptoJob importOkpNumbers(String curve, String x, @Nullable String d) {
    return CryptoJob.heavy(() -> OkpKey.fromBytes(OkpCurve.of(curve), decode(x), decodeOrNull(d)));
  }

  /**
   * @param format "spki" or "pkcs8"
   */
  @HostAccess.Export
  public CryptoJob importRsa(String format, Value data) {
    return imported(data, format.equals("spki") ? RsaKey::fromSpki : RsaKey::fromPkcs8);
  }

  /** Of the base64url members n, e and, for a private key, d, p, q, dp, dq and qi. */
  @HostAccess.Export
  public CryptoJob importRsaNumbers(Value members) {
    List<String> texts = new ArrayList<>();
    IntStream.range(0, (int) members.getArraySize())
        .forEach(i -> texts.add(members.getArrayElement(i).asString()));
    return CryptoJob.heavy(
        () -> RsaKey.fromNumbers(texts.stream().map(KeyPairOps::decode).toList()));
  }

  /**
   * The bytes of a key in a format that it has.
   *
   * @param format "raw", "spki" or "pkcs8"
   */
  @HostAccess.Export
  public ByteBuffer encoded(KeyMaterial key, String format) {
    return ByteBuffer.wrap(
        switch (key) {
          case AsymmetricKey pair ->
              switch (format) {
                case "raw" -> ((AsymmetricKey.OnCurve) pair).raw().clone();
                case "spki" -> pair.spki();
                default -> pair.pkcs8();
              };
          case KeyMaterial.Secret secret -> secret.bytes().clone();
        });
  }

  /** The members of a JSON Web Key: x, y and d on a curve; n, e, d, p, q, dp, dq and qi of RSA. */
  @HostAccess.Export
  public ProxyArray members(KeyMaterial key) {
    List<byte[]> numbers =
        switch (key) {
          case AsymmetricKey pair -> pair.numbers();
          case KeyMaterial.Secret secret -> List.of(secret.bytes());
        };
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return ProxyArray.fromArray(numbers.stream().map(encoder::encodeToString).toArray());
  }

  /** How many bits the modulus of an RSA key has. */
  @HostAccess.Export
  public int modulusLength(RsaKey key) {
    return key.bits();
  }

  /** The public exponent of an RSA key. */
  @HostAccess.Export
  public ByteBuffer publicExponent(RsaKey key) {
    return ByteBuffer.wrap(key.exponent());
  }

  @HostAccess.Export
  public CryptoJob signEc(EcKey key, String hash, Value data) {
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.sign(Hash.of(hash), bytes));
  }

  @HostAccess.Export
  public CryptoJob verifyEc(EcKey key, String hash, Value signature, Value data) {
    byte[] signed = ScriptBytes.copy(signature);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.verify(Hash.of(hash), signed, bytes));
  }

  @HostAccess.Export
  public CryptoJob signOkp(OkpKey key, @Nullable Value context, Value data) {
    byte[] domain = ScriptBytes.copyOrNull(context);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.sign(domain, bytes));
  }

  @HostAccess.Export
  public CryptoJob verifyOkp(OkpKey key, @Nullable Value context, Value signature, Value data) {
    byte[] domain = ScriptBytes.copyOrNull(context);
    byte[] signed = ScriptBytes.copy(signature);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.verify(domain, signed, bytes));
  }

  @HostAccess.Export
  public CryptoJob signPkcs1(RsaKey key, String hash, Value data) {
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.signPkcs1(Hash.of(hash), bytes));
  }

  @HostAccess.Export
  public CryptoJob verifyPkcs1(RsaKey key, String hash, Value signature, Value data) {
    byte[] signed = ScriptBytes.copy(signature);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.verifyPkcs1(Hash.of(hash), signed, bytes));
  }

  @HostAccess.Export
  public CryptoJob signPss(RsaKey key, String hash, double saltLength, Value data) {
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.signPss(Hash.of(hash), salt(saltLength), bytes));
  }

  @HostAccess.Export
  public CryptoJob verifyPss(
      RsaKey key, String hash, double saltLength, Value signature, Value data) {
    byte[] signed = ScriptBytes.copy(signature);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.verifyPss(Hash.of(hash), salt(saltLength), signed, bytes));
  }

  /** No modulus has room for a longer salt than an int can tell. */
  private static int salt(double length) {
    return (int) Math.min(length, Integer.MAX_VALUE);
  }

  @HostAccess.Export
  public CryptoJob encryptOaep(RsaKey key, String hash, Value label, Value data) {
    byte[] tag = ScriptBytes.copy(label);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.encrypt(Hash.of(hash), tag, bytes));
  }

  @HostAccess.Export
  public CryptoJob decryptOaep(RsaKey key, String hash, Value label, Value data) {
    byte[] tag = ScriptBytes.copy(label);
    byte[] bytes = ScriptBytes.copy(data);
    return CryptoJob.heavy(() -> key.decrypt(Hash.of(hash), tag, bytes));
  }

  /** The secret that two keys of the same curve share. */
  @HostAccess.Export
  public CryptoJob agree(KeyMaterial own, KeyMaterial other) {
    return CryptoJob.heavy(
        () -> {
          if (own instanceof EcKey key && other instanceof EcKey peer) {
            return key.agree(peer);
          }
          return ((OkpKey) own).agree((OkpKey) other);
        });
  }

  private static byte @Nullable [] decodeOrNull(@Nullable String text) {
    return text == null ? null : decode(text);
  }

  private static byte[] decode(String text) {
    if (text.indexOf('=') < 0) {
      try {
        return Base64.getUrlDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        // Says the same as below.
      }
    }
    throw new OpException("DataError", "A number of the key is not base64url without padding.");
  }
}
