package dev.bellhop.crypto;

import java.math.BigInteger;

/**
 * Points of the Edwards curves which a few additions bring back to where they began: no honest
 * signer has one, and the specification wants them refused. A point is of small order if its y
 * solves an equation that the addition law gives, so that no list of encodings is needed.
 */
final class SmallOrder {
  private static final BigInteger P25519 =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger P448 =
      BigInteger.ONE
          .shiftLeft(448)
          .subtract(BigInteger.ONE.shiftLeft(224))
          .subtract(BigInteger.ONE);

  /** d of Ed25519: -121665/121666. */
  private static final BigInteger D25519 =
      BigInteger.valueOf(-121665)
          .multiply(BigInteger.valueOf(121666).modInverse(P25519))
          .mod(P25519);

  private SmallOrder() {}

  /** Whether an encoded point, canonical or not, is of small order. */
  static boolean has(OkpCurve curve, byte[] encoded) {
    BigInteger number = BigInteger.ZERO;
    for (int i = encoded.length - 1; i >= 0; i--) {
      number = number.shiftLeft(Byte.SIZE).or(BigInteger.valueOf(encoded[i] & 0xff));
    }
    // The last bit is the sign of x.
    BigInteger y = number.clearBit(encoded.length * Byte.SIZE - 1);
    return switch (curve) {
      case ED25519 -> ordersToFour(y, P25519) || orderEight(y);
      case ED448 -> ordersToFour(y, P448);
      case X25519, X448 -> false;
    };
  }

  /** Orders 1, 2 and 4: y is 1, -1 or 0. */
  private static boolean ordersToFour(BigInteger y, BigInteger prime) {
    BigInteger square = y.multiply(y);
    return y.multiply(square.subtract(BigInteger.ONE)).mod(prime).signum() == 0;
  }

  /** Twice the point has y = 0, which is so where x² = -y², and with that dy⁴ + 2y² = 1. */
  private static boolean orderEight(BigInteger y) {
    BigInteger square = y.multiply(y).mod(P25519);
    return D25519
        .multiply(square)
        .add(BigInteger.TWO)
        .multiply(square)
        .mod(P25519)
        .equals(BigInteger.ONE);
  }
}
