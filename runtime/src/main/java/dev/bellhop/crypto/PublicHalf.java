package dev.bellhop.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;

/**
 * The public key that belongs to a private one. The JDK has no call for it, but its generators on
 * curves take the private key as it comes from their random source.
 */
final class PublicHalf {
  private PublicHalf() {}

  /**
   * @param secret the private key in the byte order in which the generator reads it
   */
  static PublicKey of(String algorithm, AlgorithmParameterSpec parameters, byte[] secret)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(parameters, new Given(secret));
    return generator.generateKeyPair().getPublic();
  }

  /** Gives some bytes, and zeros behind them. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] given;

    Given(byte[] given) {
      this.given = given;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 0);
      System.arraycopy(given, 0, bytes, 0, Math.min(given.length, bytes.length));
    }
  }
}
