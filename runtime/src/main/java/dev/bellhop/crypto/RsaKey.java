package dev.bellhop.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;

/**
 * A key of RSASSA-PKCS1-v1_5, RSA-PSS or RSA-OAEP, with both its halves where it is private.
 *
 * @see <a href="https://w3c.github.io/webcrypto/#rsassa-pkcs1">Web Cryptography: RSA</a>
 */
public record RsaKey(RSAPublicKey publicHalf, @Nullable RSAPrivateCrtKey privateHalf)
    implements AsymmetricKey {
  /** Where OpenSSL stops too; to find the primes of a longer one takes minutes. */
  private static final int LONGEST = 16384;

  /** How many numbers a private key is told by: n, e, d, p, q, dp, dq, qi. */
  private static final int PRIVATE_NUMBERS = 8;

  /**
   * A new private key; takes long.
   *
   * @param bits how long the modulus is to be
   */
  public static RsaKey generate(int bits, byte[] exponent, SecureRandom random) {
    if (bits > LONGEST) {
      throw CryptoException.operation("A modulus has " + LONGEST + " bits at most.");
    }
    BigInteger number = new BigInteger(1, exponent);
    if (!number.testBit(0) || number.compareTo(BigInteger.TWO) < 0) {
      throw CryptoException.operation("The public exponent must be odd and more than 1.");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, number), random);
      KeyPair pair = generator.generateKeyPair();
      return new RsaKey((RSAPublicKey) pair.getPublic(), (RSAPrivateCrtKey) pair.getPrivate());
    } catch (GeneralSecurityException | RuntimeException e) {
      throw CryptoException.operation(
          "A key pair with a modulus of " + bits + " bits and this exponent could not be made.");
    }
  }

  /** The public key of a SubjectPublicKeyInfo. */
  public static RsaKey fromSpki(byte[] bytes) {
    try {
      return new RsaKey(
          (RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(bytes)), null);
    } catch (GeneralSecurityException e) {
      throw CryptoException.data("The data is no public RSA key in the form of spki.");
    }
  }

  /** The private key of a PrivateKeyInfo. */
  public static RsaKey fromPkcs8(byte[] bytes) {
    try {
      if (factory().generatePrivate(new PKCS8EncodedKeySpec(bytes))
          instanceof RSAPrivateCrtKey key) {
        return ofPrivate(key);
      }
    } catch (GeneralSecurityException e) {
      // Says the same as below.
    }
    throw CryptoException.data("The data is no private RSA key in the form of pkcs8.");
  }

  /**
   * The key of its numbers, big-endian.
   *
   * @param numbers n and e for a public key; n, e, d, p, q, dp, dq and qi for a private one
   */
  public static RsaKey fromNumbers(List<byte[]> numbers) {
    List<BigInteger> n = numbers.stream().map(bytes -> new BigInteger(1, bytes)).toList();
    try {
      if (n.size() < PRIVATE_NUMBERS) {
        return new RsaKey(
            (RSAPublicKey) factory().generatePublic(new RSAPublicKeySpec(n.get(0), n.get(1))),
            null);
      }
      var spec =
          new RSAPrivateCrtKeySpec(
              n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7));
      requireConsistent(spec);
      return ofPrivate((RSAPrivateCrtKey) factory().generatePrivate(spec));
    } catch (GeneralSecurityException e) {
      throw CryptoException.data("The numbers are no RSA key.");
    }
  }

  private static void requireConsistent(RSAPrivateCrtKeySpec spec) {
    BigInteger p = spec.getPrimeP();
    BigInteger q = spec.getPrimeQ();
    BigInteger product = spec.getPublicExponent().multiply(spec.getPrivateExponent());
    boolean consistent =
        p.signum() > 0
            && q.signum() > 0
            && p.multiply(q).equals(spec.getModulus())
            && leavesOne(product, p)
            && leavesOne(product, q);
    if (!consistent) {
      throw CryptoException.data("The numbers of the private key do not belong together.");
    }
  }

  /** Whether the product of the exponents undoes itself modulo a prime. */
  private static boolean leavesOne(BigInteger product, BigInteger prime) {
    BigInteger order = prime.subtract(BigInteger.ONE);
    return order.signum() > 0 && product.mod(order).equals(BigInteger.ONE);
  }

  private static RsaKey ofPrivate(RSAPrivateCrtKey key) throws GeneralSecurityException {
    return new RsaKey(
        (RSAPublicKey)
            factory()
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())),
        key);
  }

  private static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA");
  }

  @Override
  public RsaKey publicKey() {
    return new RsaKey(publicHalf, null);
  }

  /** How many bits the modulus has. */
  public int bits() {
    return publicHalf.getModulus().bitLength();
  }

  /** The public exponent, big-endian. */
  public byte[] exponent() {
    return UnsignedNumber.toBytes(publicHalf.getPublicExponent());
  }

  @Override
  public byte[] spki() {
    return publicHalf.getEncoded();
  }

  @Override
  public byte[] pkcs8() {
    return privateKey().getEncoded();
  }

  /** What {@link #fromNumbers} makes the key from. */
  @Override
  public List<byte[]> numbers() {
    List<BigInteger> numbers =
        privateHalf == null
            ? List.of(publicHalf.getModulus(), publicHalf.getPublicExponent())
            : List.of(
                publicHalf.getModulus(),
                publicHalf.getPublicExponent(),
                privateHalf.getPrivateExponent(),
                privateHalf.getPrimeP(),
                privateHalf.getPrimeQ(),
                privateHalf.getPrimeExponentP(),
                privateHalf.getPrimeExponentQ(),
                privateHalf.getCrtCoefficient());
    return numbers.stream().map(UnsignedNumber::toBytes).toList();
  }

  /** The RSASSA-PKCS1-v1_5 signature of some bytes. */
  public byte[] signPkcs1(Hash hash, byte[] data) {
    return sign(() -> pkcs1(hash), data);
  }

  /** Whether an RSASSA-PKCS1-v1_5 signature belongs to some bytes. */
  public boolean verifyPkcs1(Hash hash, byte[] signed, byte[] data) {
    return verify(() -> pkcs1(hash), signed, data);
  }

  /** The RSA-PSS signature of some bytes, with a salt of so many bytes. */
  public byte[] signPss(Hash hash, int saltLength, byte[] data) {
    return sign(() -> pss(hash, saltLength), data);
  }

  /** Whether an RSA-PSS signature with a salt of so many bytes belongs to some bytes. */
  public boolean verifyPss(Hash hash, int saltLength, byte[] signed, byte[] data) {
    return verify(() -> pss(hash, saltLength), signed, data);
  }

  private byte[] sign(SignatureScheme scheme, byte[] data) {
    try {
      return scheme.sign(privateKey(), data);
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation("The data could not be signed; the key may be too short.");
    }
  }

  private boolean verify(SignatureScheme scheme, byte[] signed, byte[] data) {
    try {
      return scheme.verify(publicHalf, signed, data);
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation("The signature could not be verified.");
    }
  }

  private static Signature pkcs1(Hash hash) throws GeneralSecurityException {
    return Signature.getInstance(hash.shortName() + "withRSA");
  }

  private static Signature pss(Hash hash, int saltLength) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec(
            hash.standardName(),
            "MGF1",
            new MGF1ParameterSpec(hash.standardName()),
            saltLength,
            PSSParameterSpec.TRAILER_FIELD_BC));
    return signature;
  }

  /** Encrypts by RSA-OAEP. */
  public byte[] encrypt(Hash hash, byte[] label, byte[] plaintext) {
    return oaep(hash, label, Cipher.ENCRYPT_MODE, publicHalf, plaintext);
  }

  /** Decrypts by RSA-OAEP. */
  public byte[] decrypt(Hash hash, byte[] label, byte[] ciphertext) {
    return oaep(hash, label, Cipher.DECRYPT_MODE, privateKey(), ciphertext);
  }

  private static byte[] oaep(Hash hash, byte[] label, int direction, Key key, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(
          direction,
          key,
          new OAEPParameterSpec(
              hash.standardName(),
              "MGF1",
              new MGF1ParameterSpec(hash.standardName()),
              new PSource.PSpecified(label)));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation(
          "RSA-OAEP failed: the data is too long, or was not made for this key.");
    }
  }

  private RSAPrivateCrtKey privateKey() {
    return Objects.requireNonNull(privateHalf);
  }

  @Override
  public String toString() {
    return (privateHalf == null ? "public" : "private") + " RSA key of " + bits() + " bits";
  }
}
