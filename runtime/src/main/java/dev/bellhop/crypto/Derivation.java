package dev.bellhop.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;

/**
 * Bits out of a secret or a password. Lengths are in bytes.
 *
 * @see <a href="https://w3c.github.io/webcrypto/#hkdf">Web Cryptography: HKDF</a>
 * @see <a href="https://w3c.github.io/webcrypto/#pbkdf2">Web Cryptography: PBKDF2</a>
 */
public final class Derivation {
  /** RFC 5869 counts its blocks in one byte. */
  private static final int HKDF_BLOCKS = 255;

  /** Some milliseconds' worth of iterations. */
  private static final int BETWEEN_QUESTIONS = 4096;

  private Derivation() {}

  /**
   * Extracts and expands by RFC 5869.
   *
   * @throws CryptoException OPERATION where that many bytes cannot be had
   */
  public static byte[] hkdf(Hash hash, byte[] secret, byte[] salt, byte[] info, int length) {
    int most = HKDF_BLOCKS * hash.length();
    if (length > most) {
      throw CryptoException.operation(
          "HKDF with " + hash.standardName() + " gives " + most + " bytes at most.");
    }
    Mac mac = hash.mac(hash.sign(salt, secret));
    ByteBuffer output = ByteBuffer.allocate(length);
    byte[] block = {};
    for (byte counter = 1; output.hasRemaining(); counter++) {
      mac.update(block);
      mac.update(info);
      mac.update(counter);
      block = mac.doFinal();
      output.put(block, 0, Math.min(block.length, output.remaining()));
    }
    return output.array();
  }

  /**
   * Stretches a password by RFC 8018. The JDK's own takes characters only, and these are bytes.
   *
   * @param iterations at least 1
   * @param abandoned whether nobody wants the result any more; asked now and then
   * @throws CryptoException OPERATION where it was abandoned
   */
  public static byte[] pbkdf2(
      Hash hash,
      byte[] password,
      byte[] salt,
      long iterations,
      int length,
      BooleanSupplier abandoned) {
    Mac mac = hash.mac(password);
    ByteBuffer output = ByteBuffer.allocate(length);
    for (int number = 1; output.hasRemaining(); number++) {
      mac.update(salt);
      byte[] block = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
      byte[] sum = block;
      block = Arrays.copyOf(block, block.length);
      for (long i = 1; i < iterations; i++) {
        if (i % BETWEEN_QUESTIONS == 0 && abandoned.getAsBoolean()) {
          throw CryptoException.operation("The derivation was abandoned.");
        }
        block = mac.doFinal(block);
        for (int j = 0; j < sum.length; j++) {
          sum[j] ^= block[j];
        }
      }
      output.put(sum, 0, Math.min(sum.length, output.remaining()));
    }
    return output.array();
  }
}
