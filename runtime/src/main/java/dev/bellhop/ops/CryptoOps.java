package dev.bellhop.ops;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.graalvm.polyglot.HostAccess;

/** Random numbers for the Crypto class. As safe from several threads as its generator. */
public final class CryptoOps {
  private static final long VERSION_BITS = 0xf000L;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_BITS = 0xc000_0000_0000_0000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final RandomGenerator random;

  /** Operations with the numbers of a generator; scripts rely on their being unpredictable. */
  public CryptoOps(RandomGenerator random) {
    this.random = random;
  }

  /** So many random bytes. */
  @HostAccess.Export
  public ByteBuffer randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  /**
   * A random UUID, version 4.
   *
   * @see <a href="https://w3c.github.io/webcrypto/#Crypto-method-randomUUID">Web Cryptography:
   *     randomUUID()</a>
   */
  @HostAccess.Export
  public String randomUuid() {
    return new UUID(
            random.nextLong() & ~VERSION_BITS | VERSION_4,
            random.nextLong() & ~VARIANT_BITS | VARIANT)
        .toString();
  }
}
