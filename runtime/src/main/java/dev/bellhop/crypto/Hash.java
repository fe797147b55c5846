package dev.bellhop.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digests that the specification knows.
 *
 * @see <a href="https://w3c.github.io/webcrypto/#sha">Web Cryptography: SHA</a>
 */
public enum Hash {
  SHA_1("SHA-1", "SHA1", 20),
  SHA_256("SHA-256", "SHA256", 32),
  SHA_384("SHA-384", "SHA384", 48),
  SHA_512("SHA-512", "SHA512", 64);

  private final String standardName;
  private final String shortName;
  private final int length;

  Hash(String standardName, String shortName, int length) {
    this.standardName = standardName;
    this.shortName = shortName;
    this.length = length;
  }

  /**
   * The digest of a name as the specification writes it.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Hash of(String name) {
    return Arrays.stream(values())
        .filter(hash -> hash.standardName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no digest " + name + "."));
  }

  /** The name in the specification, which is the JDK's too. */
  String standardName() {
    return standardName;
  }

  /** The name within the JDK's names of signatures. */
  String shortName() {
    return shortName;
  }

  /** How many bytes a digest has. */
  int length() {
    return length;
  }

  /** The digest of some bytes. */
  public byte[] digest(byte[] data) {
    try {
      return MessageDigest.getInstance(standardName).digest(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + standardName + ".", e);
    }
  }

  /**
   * The authentication code of some bytes, by RFC 2104.
   *
   * @see <a href="https://w3c.github.io/webcrypto/#hmac">Web Cryptography: HMAC</a>
   */
  public byte[] sign(byte[] key, byte[] data) {
    return mac(key).doFinal(data);
  }

  /** Whether a code belongs to some bytes; takes as long for a wrong one as for the right one. */
  public boolean verify(byte[] key, byte[] code, byte[] data) {
    return MessageDigest.isEqual(sign(key, data), code);
  }

  /** A code under way. */
  Mac mac(byte[] key) {
    // The JDK has no empty key. RFC 2104 fills keys up with zeros, so that one zero is the same.
    byte[] used = key.length == 0 ? new byte[1] : key;
    String name = "Hmac" + shortName;
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(used, name));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + name + ".", e);
    }
  }
}
