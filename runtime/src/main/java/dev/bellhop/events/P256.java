package dev.bellhop.events;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/** Points of the curve P-256 in the uncompressed form: 0x04 and both coordinates. */
public final class P256 {
  private static final int COORDINATE = 32;
  private static final int LENGTH = 1 + 2 * COORDINATE;
  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

  private P256() {}

  /** Whether these bytes are a point of the curve. */
  public static boolean isPoint(byte[] bytes) {
    if (bytes.length != LENGTH || bytes[0] != 4) {
      return false;
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE, LENGTH));
    BigInteger right = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(P);
    return x.compareTo(P) < 0 && y.compareTo(P) < 0 && y.pow(2).mod(P).equals(right);
  }

  static byte[] uncompressed(ECPublicKey key) {
    byte[] bytes = new byte[LENGTH];
    bytes[0] = 4;
    put(key.getW().getAffineX(), bytes, 1);
    put(key.getW().getAffineY(), bytes, 1 + COORDINATE);
    return bytes;
  }

  private static void put(BigInteger number, byte[] bytes, int offset) {
    byte[] digits = number.toByteArray();
    int length = Math.min(digits.length, COORDINATE);
    System.arraycopy(digits, digits.length - length, bytes, offset + COORDINATE - length, length);
  }
}
