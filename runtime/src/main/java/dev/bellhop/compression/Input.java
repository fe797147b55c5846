package dev.bellhop.compression;

/** The bytes that a coder has been given and has not taken. */
final class Input {
  private byte[] bytes = new byte[0];
  private int position;

  void push(byte[] more) {
    bytes = more;
    position = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  void skip(int count) {
    position += count;
  }

  int read() {
    return Byte.toUnsignedInt(bytes[position++]);
  }
}
