package dev.bellhop.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * The little of the Distinguished Encoding Rules (X.690) that keys are made of. What is not well
 * formed is a {@link CryptoException} of kind DATA.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  private static final int LONG_FORM = 0x80;

  private final ByteBuffer rest;

  private Der(byte[] bytes) {
    this.rest = ByteBuffer.wrap(bytes);
  }

  /** The bytes of a value of this tag, which must be all there is. */
  static byte[] readOnly(byte[] bytes, int tag) {
    Der outer = new Der(bytes);
    byte[] content = outer.read(tag);
    outer.end();
    return content;
  }

  /** A reader of what is inside a value of this tag, which must be all there is. */
  static Der enterOnly(byte[] bytes, int tag) {
    return new Der(readOnly(bytes, tag));
  }

  /** The bytes of a value of this tag, which must be the next one. */
  byte[] read(int tag) {
    if (!isNext(tag)) {
      throw malformed();
    }
    rest.get();
    byte[] content = new byte[length()];
    rest.get(content);
    return content;
  }

  /** A reader of what is inside the next value, which must have this tag. */
  Der enter(int tag) {
    return new Der(read(tag));
  }

  /** The bytes of a bit string without unused bits. */
  byte[] readBits() {
    ByteBuffer content = ByteBuffer.wrap(read(BIT_STRING));
    if (!content.hasRemaining() || content.get() != 0) {
      throw malformed();
    }
    byte[] bits = new byte[content.remaining()];
    content.get(bits);
    return bits;
  }

  boolean isNext(int tag) {
    return rest.hasRemaining() && rest.get(rest.position()) == (byte) tag;
  }

  /** Holds that nothing is left. */
  void end() {
    if (rest.hasRemaining()) {
      throw malformed();
    }
  }

  private int length() {
    int length = next();
    if (length >= LONG_FORM) {
      int count = length - LONG_FORM;
      if (count == 0 || count > Short.BYTES) {
        throw malformed();
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = length << Byte.SIZE | next();
      }
    }
    if (length > rest.remaining()) {
      throw malformed();
    }
    return length;
  }

  private int next() {
    if (!rest.hasRemaining()) {
      throw malformed();
    }
    return Byte.toUnsignedInt(rest.get());
  }

  private static CryptoException malformed() {
    return CryptoException.data("The key is not the DER encoding that its format asks for.");
  }

  /** A value of this tag over the parts, one behind the other. */
  static byte[] value(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var all = new ByteArrayOutputStream();
    all.write(tag);
    int length = content.size();
    if (length < LONG_FORM) {
      all.write(length);
    } else if (length <= 0xff) {
      all.write(LONG_FORM + 1);
      all.write(length);
    } else {
      all.write(LONG_FORM + 2);
      all.write(length >> Byte.SIZE);
      all.write(length);
    }
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  /** A bit string without unused bits. */
  static byte[] bits(byte[] bytes) {
    return value(BIT_STRING, new byte[1], bytes);
  }

  /** A number from 0 to 127. */
  static byte[] smallNumber(int number) {
    return value(INTEGER, new byte[] {(byte) number});
  }
}
