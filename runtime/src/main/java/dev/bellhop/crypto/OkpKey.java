package dev.bellhop.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/**
 * A key of Ed25519, Ed448, X25519 or X448, by RFC 8032, RFC 7748 and RFC 8410: its public bytes,
 * and its secret where the key is private.
 */
public record OkpKey(OkpCurve curve, byte[] raw, byte @Nullable [] secret)
    implements AsymmetricKey.OnCurve {
  /** A new private key. */
  public static OkpKey generate(OkpCurve curve, SecureRandom random) {
    byte[] secret = new byte[curve.size()];
    random.nextBytes(secret);
    return ofSecret(curve, secret);
  }

  /** The public key of its bytes. */
  public static OkpKey fromRaw(OkpCurve curve, byte[] bytes) {
    requireSize(curve, bytes);
    return new OkpKey(curve, bytes.clone(), null);
  }

  /** The public key of a SubjectPublicKeyInfo, which must be of this curve. */
  public static OkpKey fromSpki(OkpCurve curve, byte[] bytes) {
    Der info = Der.enterOnly(bytes, Der.SEQUENCE);
    requireAlgorithm(curve, info);
    byte[] raw = info.readBits();
    info.end();
    return fromRaw(curve, raw);
  }

  /** The private key of a PrivateKeyInfo, which must be of this curve. */
  public static OkpKey fromPkcs8(OkpCurve curve, byte[] bytes) {
    Der info = Der.enterOnly(bytes, Der.SEQUENCE);
    info.read(Der.INTEGER);
    requireAlgorithm(curve, info);
    byte[] secret = Der.readOnly(info.read(Der.OCTET_STRING), Der.OCTET_STRING);
    requireSize(curve, secret);
    return ofSecret(curve, secret);
  }

  /** The key of its public bytes and, where it is private, its secret. */
  public static OkpKey fromBytes(OkpCurve curve, byte[] raw, byte @Nullable [] secret) {
    if (secret == null) {
      return fromRaw(curve, raw);
    }
    requireSize(curve, secret);
    OkpKey made = ofSecret(curve, secret.clone());
    if (!Arrays.equals(made.raw, raw)) {
      throw CryptoException.data("The public key does not belong to the private key.");
    }
    return made;
  }

  private static OkpKey ofSecret(OkpCurve curve, byte[] secret) {
    String name = curve.standardName();
    try {
      byte[] spki = PublicHalf.of(name, new NamedParameterSpec(name), secret).getEncoded();
      byte[] raw = Arrays.copyOfRange(spki, spki.length - curve.size(), spki.length);
      return new OkpKey(curve, raw, secret);
    } catch (GeneralSecurityException e) {
      throw CryptoException.data("The private key has no public key.");
    }
  }

  private static void requireAlgorithm(OkpCurve curve, Der info) {
    Der algorithm = info.enter(Der.SEQUENCE);
    if (!Arrays.equals(algorithm.read(Der.OBJECT_IDENTIFIER), curve.identifier())) {
      throw CryptoException.data("The key is not one of " + curve.standardName() + ".");
    }
    algorithm.end();
  }

  private static void requireSize(OkpCurve curve, byte[] bytes) {
    if (bytes.length != curve.size()) {
      throw CryptoException.data(
          "A key of " + curve.standardName() + " has " + curve.size() + " bytes.");
    }
  }

  @Override
  public OkpKey publicKey() {
    return new OkpKey(curve, raw, null);
  }

  @Override
  public byte[] spki() {
    return Der.value(Der.SEQUENCE, algorithm(), Der.bits(raw));
  }

  @Override
  public byte[] pkcs8() {
    byte[] key = Der.value(Der.OCTET_STRING, Objects.requireNonNull(secret));
    return Der.value(
        Der.SEQUENCE, Der.smallNumber(0), algorithm(), Der.value(Der.OCTET_STRING, key));
  }

  /** What {@link #fromBytes} makes the key from. */
  @Override
  public List<byte[]> numbers() {
    return secret == null ? List.of(raw) : List.of(raw, secret);
  }

  private byte[] algorithm() {
    return Der.value(Der.SEQUENCE, Der.value(Der.OBJECT_IDENTIFIER, curve.identifier()));
  }

  /**
   * The signature of some bytes.
   *
   * @param context of Ed448, 255 bytes at most, or null
   */
  public byte[] sign(byte @Nullable [] context, byte[] data) {
    try {
      return scheme(context).sign(privateKey(), data);
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation("The data could not be signed.");
    }
  }

  /** Whether a signature belongs to some bytes; one that is malformed or weak does not. */
  public boolean verify(byte @Nullable [] context, byte[] signed, byte[] data) {
    if (signed.length != 2 * curve.size()
        || SmallOrder.has(curve, raw)
        || SmallOrder.has(curve, Arrays.copyOf(signed, curve.size()))) {
      return false;
    }
    try {
      return scheme(context).verify(jdkPublicKey(), signed, data);
    } catch (GeneralSecurityException e) {
      // A public key that is no point of the curve is found out here, too.
      return false;
    }
  }

  private SignatureScheme scheme(byte @Nullable [] context) {
    return () -> {
      Signature signature = Signature.getInstance(curve.standardName());
      if (context != null) {
        signature.setParameter(new EdDSAParameterSpec(false, context));
      }
      return signature;
    };
  }

  /** The secret that this private key shares with the owner of a public one. */
  public byte[] agree(OkpKey other) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(curve.standardName());
      agreement.init(privateKey());
      agreement.doPhase(other.jdkPublicKey(), true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation("The keys have no secret in common.");
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    return KeyFactory.getInstance(curve.standardName())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8()));
  }

  private PublicKey jdkPublicKey() throws GeneralSecurityException {
    return KeyFactory.getInstance(curve.standardName())
        .generatePublic(new X509EncodedKeySpec(spki()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OkpKey key
        && curve == key.curve
        && Arrays.equals(raw, key.raw)
        && Arrays.equals(secret, key.secret);
  }

  @Override
  public int hashCode() {
    return Objects.hash(curve, Arrays.hashCode(raw));
  }

  @Override
  public String toString() {
    return (secret == null ? "public" : "private") + " key of " + curve;
  }
}
