package dev.bellhop.ops;

import dev.bellhop.crypto.CryptoException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** One operation of Web Cryptography with all that it needs: from any thread, once. */
public final class CryptoJob {
  /** Up to so many bytes, going to another thread and back takes longer than the work. */
  private static final int SMALL_DATA = 16 * 1024;

  /** What it costs. */
  enum Weight {
    /** Microseconds: may be done on the realm's loop. */
    LIGHT,
    HEAVY
  }

  private final Weight weight;
  private final Supplier<?> steps;

  private CryptoJob(Weight weight, Supplier<?> steps) {
    this.weight = weight;
    this.steps = steps;
  }

  /** Steps that go over so many bytes quickly, and do nothing else. */
  static CryptoJob over(int bytes, Supplier<?> steps) {
    return new CryptoJob(bytes > SMALL_DATA ? Weight.HEAVY : Weight.LIGHT, steps);
  }

  /** Steps that cost, however little they are given. */
  static CryptoJob heavy(Supplier<?> steps) {
    return new CryptoJob(Weight.HEAVY, steps);
  }

  Weight weight() {
    return weight;
  }

  /**
   * Does it. Bytes become a ByteBuffer.
   *
   * @throws OpException DataError or OperationError where it fails
   */
  Object run() {
    try {
      Object result = steps.get();
      return result instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : result;
    } catch (CryptoException e) {
      throw new OpException(e.kind().errorName(), e.getMessage());
    }
  }
}
