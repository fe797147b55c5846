package dev.bellhop.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/**
 * A key of ECDSA or ECDH: a point of a curve, and its secret where the key is private.
 *
 * @see <a href="https://w3c.github.io/webcrypto/#ecdsa">Web Cryptography: ECDSA</a>
 * @see <a href="https://w3c.github.io/webcrypto/#ecdh">Web Cryptography: ECDH</a>
 */
public record EcKey(EcCurve curve, ECPoint point, @Nullable BigInteger secret)
    implements AsymmetricKey.OnCurve {
  /** id-ecPublicKey of RFC 5480. */
  private static final byte[] ALGORITHM = HexFormat.of().parseHex("2a8648ce3d0201");

  private static final int OPTIONAL_PARAMETERS = 0xa0;
  private static final int OPTIONAL_PUBLIC_KEY = 0xa1;

  /** A new private key. */
  public static EcKey generate(EcCurve curve, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(curve.parameters(), random);
      KeyPair pair = generator.generateKeyPair();
      return new EcKey(
          curve,
          ((ECPublicKey) pair.getPublic()).getW(),
          ((ECPrivateKey) pair.getPrivate()).getS());
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation("A key pair could not be made.");
    }
  }

  /** The public key of a point's bytes. */
  public static EcKey fromRaw(EcCurve curve, byte[] bytes) {
    return new EcKey(curve, curve.decode(bytes), null);
  }

  /** The public key of a SubjectPublicKeyInfo, which must be of this curve. */
  public static EcKey fromSpki(EcCurve curve, byte[] bytes) {
    Der info = Der.enterOnly(bytes, Der.SEQUENCE);
    requireAlgorithm(curve, info);
    byte[] point = info.readBits();
    info.end();
    return fromRaw(curve, point);
  }

  /** The private key of a PrivateKeyInfo, which must be of this curve. */
  public static EcKey fromPkcs8(EcCurve curve, byte[] bytes) {
    Der info = Der.enterOnly(bytes, Der.SEQUENCE);
    info.read(Der.INTEGER);
    requireAlgorithm(curve, info);
    Der key = Der.enterOnly(info.read(Der.OCTET_STRING), Der.SEQUENCE);
    key.read(Der.INTEGER);
    BigInteger secret = new BigInteger(1, key.read(Der.OCTET_STRING));
    if (key.isNext(OPTIONAL_PARAMETERS)) {
      requireIdentifier(curve.identifier(), key.enter(OPTIONAL_PARAMETERS));
    }
    EcKey made = ofSecret(curve, secret);
    if (key.isNext(OPTIONAL_PUBLIC_KEY)) {
      requireSame(made.point, curve.decode(key.enter(OPTIONAL_PUBLIC_KEY).readBits()));
    }
    key.end();
    return made;
  }

  /** The key of two coordinates and, where it is private, its secret; each as long as the curve. */
  public static EcKey fromNumbers(EcCurve curve, byte[] x, byte[] y, byte @Nullable [] secret) {
    ECPoint point = curve.point(number(curve, x), number(curve, y));
    if (secret == null) {
      return new EcKey(curve, point, null);
    }
    EcKey made = ofSecret(curve, number(curve, secret));
    requireSame(made.point, point);
    return made;
  }

  private static BigInteger number(EcCurve curve, byte[] bytes) {
    if (bytes.length != curve.size()) {
      throw CryptoException.data("x, y and d have " + curve.size() + " bytes for this curve.");
    }
    return new BigInteger(1, bytes);
  }

  private static EcKey ofSecret(EcCurve curve, BigInteger secret) {
    if (secret.signum() == 0 || secret.compareTo(curve.parameters().getOrder()) >= 0) {
      throw CryptoException.data("The private key is out of the curve's range.");
    }
    byte[] littleEndian = UnsignedNumber.toBytes(secret);
    for (int i = 0, j = littleEndian.length - 1; i < j; i++, j--) {
      byte swapped = littleEndian[i];
      littleEndian[i] = littleEndian[j];
      littleEndian[j] = swapped;
    }
    try {
      PublicKey half = PublicHalf.of("EC", curve.parameters(), littleEndian);
      return new EcKey(curve, ((ECPublicKey) half).getW(), secret);
    } catch (GeneralSecurityException e) {
      throw CryptoException.data("The private key has no public key.");
    }
  }

  private static void requireAlgorithm(EcCurve curve, Der info) {
    Der algorithm = info.enter(Der.SEQUENCE);
    if (!Arrays.equals(algorithm.read(Der.OBJECT_IDENTIFIER), ALGORITHM)) {
      throw CryptoException.data("The key is not one of an elliptic curve.");
    }
    requireIdentifier(curve.identifier(), algorithm);
  }

  private static void requireIdentifier(byte[] identifier, Der parameters) {
    if (!Arrays.equals(parameters.read(Der.OBJECT_IDENTIFIER), identifier)) {
      throw CryptoException.data("The key is of another curve.");
    }
    parameters.end();
  }

  private static void requireSame(ECPoint made, ECPoint given) {
    if (!made.equals(given)) {
      throw CryptoException.data("The public key does not belong to the private key.");
    }
  }

  @Override
  public EcKey publicKey() {
    return new EcKey(curve, point, null);
  }

  /** The point without compression. */
  @Override
  public byte[] raw() {
    return curve.encode(point);
  }

  @Override
  public byte[] spki() {
    return Der.value(Der.SEQUENCE, algorithm(), Der.bits(raw()));
  }

  /** The private key as a PrivateKeyInfo, with the public key in it. */
  @Override
  public byte[] pkcs8() {
    byte[] key =
        Der.value(
            Der.SEQUENCE,
            Der.smallNumber(1),
            Der.value(Der.OCTET_STRING, secretBytes()),
            Der.value(OPTIONAL_PUBLIC_KEY, Der.bits(raw())));
    return Der.value(
        Der.SEQUENCE, Der.smallNumber(0), algorithm(), Der.value(Der.OCTET_STRING, key));
  }

  private byte[] algorithm() {
    return Der.value(
        Der.SEQUENCE,
        Der.value(Der.OBJECT_IDENTIFIER, ALGORITHM),
        Der.value(Der.OBJECT_IDENTIFIER, curve.identifier()));
  }

  /** What {@link #fromNumbers} makes the key from. */
  @Override
  public List<byte[]> numbers() {
    return secret == null ? List.of(x(), y()) : List.of(x(), y(), secretBytes());
  }

  /** The first coordinate, as long as the curve. */
  public byte[] x() {
    return UnsignedNumber.toBytes(point.getAffineX(), curve.size());
  }

  /** The second coordinate, as long as the curve. */
  public byte[] y() {
    return UnsignedNumber.toBytes(point.getAffineY(), curve.size());
  }

  /** The secret of a private key, as long as the curve. */
  public byte[] secretBytes() {
    return UnsignedNumber.toBytes(Objects.requireNonNull(secret), curve.size());
  }

  /** The signature of some bytes: r and s, one behind the other. */
  public byte[] sign(Hash hash, byte[] data) {
    try {
      return scheme(hash).sign(privateKey(), data);
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation("The data could not be signed.");
    }
  }

  /** Whether a signature belongs to some bytes; one that is malformed does not. */
  public boolean verify(Hash hash, byte[] signed, byte[] data) {
    try {
      return scheme(hash).verify(jdkPublicKey(), signed, data);
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation("The signature could not be verified.");
    }
  }

  private static SignatureScheme scheme(Hash hash) {
    return () -> Signature.getInstance(hash.shortName() + "withECDSAinP1363Format");
  }

  /** The secret that this private key shares with the owner of a public one. */
  public byte[] agree(EcKey other) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(privateKey());
      agreement.doPhase(other.jdkPublicKey(), true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation("The keys have no secret in common.");
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(new ECPrivateKeySpec(Objects.requireNonNull(secret), curve.parameters()));
  }

  private PublicKey jdkPublicKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, curve.parameters()));
  }

  @Override
  public String toString() {
    return (secret == null ? "public" : "private") + " key on " + curve;
  }
}
