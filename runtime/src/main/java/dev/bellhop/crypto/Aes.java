package dev.bellhop.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The Advanced Encryption Standard with a key of 128, 192 or 256 bits, in the specification's
 * modes. What cannot be done is a {@link CryptoException} of kind OPERATION.
 *
 * @see <a href="https://w3c.github.io/webcrypto/#aes-ctr">Web Cryptography: AES-CTR</a> and after
 */
public final class Aes {
  private static final int BLOCK = 16;
  private static final int WHOLE_TAG = 128;

  private final SecretKeySpec key;

  /** With the bytes of a key. */
  public Aes(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Cipher block chaining with PKCS #7 padding.
   *
   * @param iv 16 bytes
   */
  public byte[] encryptCbc(byte[] iv, byte[] plaintext) {
    return run("CBC/PKCS5Padding", Cipher.ENCRYPT_MODE, new IvParameterSpec(iv), plaintext);
  }

  /** Undoes {@link #encryptCbc}. */
  public byte[] decryptCbc(byte[] iv, byte[] ciphertext) {
    if (ciphertext.length == 0) {
      throw CryptoException.operation("An AES-CBC ciphertext has at least one block.");
    }
    return run("CBC/PKCS5Padding", Cipher.DECRYPT_MODE, new IvParameterSpec(iv), ciphertext);
  }

  /**
   * Counter mode, where encryption and decryption are the same.
   *
   * @param counter 16 bytes
   * @param length how many of its last bits count, from 1 to 128; the others stay as they are
   */
  public byte[] counter(byte[] counter, int length, byte[] data) {
    BigInteger size = BigInteger.ONE.shiftLeft(length);
    BigInteger blocks = BigInteger.valueOf((data.length + BLOCK - 1L) / BLOCK);
    if (blocks.compareTo(size) > 0) {
      throw CryptoException.operation(
          "A counter of " + length + " bits is too short for that much data.");
    }
    BigInteger whole = new BigInteger(1, counter);
    BigInteger first = whole.mod(size);
    BigInteger beforeWrap = size.subtract(first);
    if (blocks.compareTo(beforeWrap) <= 0) {
      return run("CTR/NoPadding", Cipher.ENCRYPT_MODE, new IvParameterSpec(counter), data);
    }
    // The JDK would carry into the bits that do not count.
    int split = beforeWrap.intValueExact() * BLOCK;
    byte[] wrapped = fixed(whole.subtract(first));
    byte[] head =
        run(
            "CTR/NoPadding",
            Cipher.ENCRYPT_MODE,
            new IvParameterSpec(counter),
            Arrays.copyOf(data, split));
    byte[] tail =
        run(
            "CTR/NoPadding",
            Cipher.ENCRYPT_MODE,
            new IvParameterSpec(wrapped),
            Arrays.copyOfRange(data, split, data.length));
    return join(head, tail);
  }

  private static byte[] fixed(BigInteger counter) {
    return UnsignedNumber.toBytes(counter, BLOCK);
  }

  /**
   * Galois/counter mode; the tag stands behind the ciphertext.
   *
   * @param tagBits 32, 64, 96, 104, 112, 120 or 128
   */
  public byte[] encryptGcm(byte[] iv, byte @Nullable [] additional, int tagBits, byte[] plaintext) {
    byte[] sealed = gcm(Cipher.ENCRYPT_MODE, iv, additional, plaintext);
    return Arrays.copyOf(sealed, sealed.length - (WHOLE_TAG - tagBits) / Byte.SIZE);
  }

  /** Undoes {@link #encryptGcm}, or fails where the tag does not belong to the data. */
  public byte[] decryptGcm(byte[] iv, byte @Nullable [] additional, int tagBits, byte[] sealed) {
    int tagLength = tagBits / Byte.SIZE;
    if (sealed.length < tagLength) {
      throw CryptoException.operation("The data is shorter than its tag.");
    }
    if (tagBits == WHOLE_TAG) {
      return gcm(Cipher.DECRYPT_MODE, iv, additional, sealed);
    }
    // The JDK knows no tag below 96 bits. Encrypting is a stream cipher, which undoes itself, and
    // encrypting the plaintext again tells what the tag should be.
    byte[] ciphertext = Arrays.copyOf(sealed, sealed.length - tagLength);
    byte[] doubled = gcm(Cipher.ENCRYPT_MODE, iv, additional, ciphertext);
    byte[] plaintext = Arrays.copyOf(doubled, ciphertext.length);
    if (!MessageDigest.isEqual(encryptGcm(iv, additional, tagBits, plaintext), sealed)) {
      throw CryptoException.operation("The tag does not belong to the data.");
    }
    return plaintext;
  }

  private byte[] gcm(int direction, byte[] iv, byte @Nullable [] additional, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(direction, key, new GCMParameterSpec(WHOLE_TAG, iv));
      if (additional != null) {
        cipher.updateAAD(additional);
      }
      return cipher.doFinal(data);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw CryptoException.operation("AES-GCM failed: the tag, the data or the iv is wrong.");
    }
  }

  /**
   * Wraps a key by RFC 3394.
   *
   * @param data a multiple of 8 bytes, at least 16
   */
  public byte[] wrap(byte[] data) {
    return run("KW/NoPadding", Cipher.ENCRYPT_MODE, null, data);
  }

  /** Undoes {@link #wrap}, or fails where the data was not wrapped with this key. */
  public byte[] unwrap(byte[] wrapped) {
    return run("KW/NoPadding", Cipher.DECRYPT_MODE, null, wrapped);
  }

  private byte[] run(
      String mode, int direction, @Nullable AlgorithmParameterSpec parameters, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/" + mode);
      cipher.init(direction, key, parameters);
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw CryptoException.operation(
          "AES failed: the data has a wrong length or was not made with this key.");
    }
  }

  private static byte[] join(byte[] head, byte[] tail) {
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }
}
