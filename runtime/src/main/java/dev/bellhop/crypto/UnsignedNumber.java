package dev.bellhop.crypto;

import java.math.BigInteger;

/** Numbers from 0 as big-endian bytes. */
final class UnsignedNumber {
  private UnsignedNumber() {}

  /** The number in so many bytes, which it must fit in. */
  static byte[] toBytes(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    int from = signed.length > length ? signed.length - length : 0;
    byte[] bytes = new byte[length];
    System.arraycopy(signed, from, bytes, length - (signed.length - from), signed.length - from);
    return bytes;
  }

  /** The number in as few bytes as it needs, at least one. */
  static byte[] toBytes(BigInteger number) {
    return toBytes(number, Math.max(1, (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE));
  }
}
