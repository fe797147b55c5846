package dev.bellhop.url;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses without their brackets.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-ipv6-parser">URL: IPv6 parser</a>
 */
final class Ipv6Address {
  private static final int PIECES = 8;
  private static final int NONE = -1;

  private final String input;
  private final int[] address = new int[PIECES];
  private int pieceIndex;
  private int compress = NONE;
  private int pointer;

  private Ipv6Address(String input) {
    this.input = input;
  }

  /** Parses an address, or returns null. */
  static Host.@Nullable Ipv6 parse(String input) {
    Ipv6Address parser = new Ipv6Address(input);
    return parser.parsePieces() && parser.expand()
        ? new Host.Ipv6(Arrays.stream(parser.address).boxed().toList())
        : null;
  }

  private int c() {
    return pointer < input.length() ? input.charAt(pointer) : CodePoints.EOF;
  }

  private boolean parsePieces() {
    if (c() == ':') {
      if (!input.startsWith("::")) {
        return false;
      }
      pointer += 2;
      compress = ++pieceIndex;
    }
    while (c() != CodePoints.EOF) {
      if (pieceIndex == PIECES) {
        return false;
      }
      if (c() == ':') {
        if (compress != NONE) {
          return false;
        }
        pointer++;
        compress = ++pieceIndex;
        continue;
      }
      int value = 0;
      int length = 0;
      while (length < 4 && CodePoints.isAsciiHexDigit(c())) {
        value = value * 0x10 + Character.digit(c(), 16);
        pointer++;
        length++;
      }
      if (c() == '.') {
        pointer -= length;
        return length > 0 && pieceIndex <= 6 && parseIpv4();
      }
      if (c() == ':') {
        pointer++;
        if (c() == CodePoints.EOF) {
          return false;
        }
      } else if (c() != CodePoints.EOF) {
        return false;
      }
      address[pieceIndex++] = value;
    }
    return true;
  }

  /** The last two pieces in dotted decimal, up to the end of the input. */
  private boolean parseIpv4() {
    int numbersSeen = 0;
    while (c() != CodePoints.EOF) {
      if (numbersSeen > 0) {
        if (c() != '.' || numbersSeen == 4) {
          return false;
        }
        pointer++;
      }
      int piece = parseIpv4Piece();
      if (piece == NONE) {
        return false;
      }
      address[pieceIndex] = address[pieceIndex] * 0x100 + piece;
      numbersSeen++;
      if (numbersSeen == 2 || numbersSeen == 4) {
        pieceIndex++;
      }
    }
    return numbersSeen == 4;
  }

  private int parseIpv4Piece() {
    int piece = NONE;
    while (CodePoints.isAsciiDigit(c())) {
      int number = c() - '0';
      if (piece == 0) {
        return NONE;
      }
      piece = piece == NONE ? number : piece * 10 + number;
      if (piece > 255) {
        return NONE;
      }
      pointer++;
    }
    return piece;
  }

  /** Moves the pieces after the compression to the end. */
  private boolean expand() {
    if (compress == NONE) {
      return pieceIndex == PIECES;
    }
    int swaps = pieceIndex - compress;
    for (int to = PIECES - 1; to != 0 && swaps > 0; to--, swaps--) {
      int from = compress + swaps - 1;
      int moved = address[from];
      address[from] = address[to];
      address[to] = moved;
    }
    return true;
  }

  /**
   * Writes an address with its longest run of zeros compressed.
   *
   * @see <a href="https://url.spec.whatwg.org/#concept-ipv6-serializer">URL: IPv6 serializer</a>
   */
  static String serialize(List<Integer> pieces) {
    StringBuilder output = new StringBuilder();
    int compress = compressedPieceIndex(pieces);
    boolean ignoreZeros = false;
    for (int i = 0; i < PIECES; i++) {
      int piece = pieces.get(i);
      if (ignoreZeros && piece == 0) {
        continue;
      }
      ignoreZeros = false;
      if (i == compress) {
        output.append(i == 0 ? "::" : ":");
        ignoreZeros = true;
        continue;
      }
      output.append(Integer.toHexString(piece));
      if (i != PIECES - 1) {
        output.append(':');
      }
    }
    return output.toString();
  }

  /** Where the first of the longest runs of two or more zeros starts, or -1. */
  private static int compressedPieceIndex(List<Integer> pieces) {
    int longestIndex = NONE;
    int longestSize = 1;
    int size = 0;
    for (int i = 0; i < PIECES; i++) {
      size = pieces.get(i) == 0 ? size + 1 : 0;
      if (size > longestSize) {
        longestIndex = i - size + 1;
        longestSize = size;
      }
    }
    return longestIndex;
  }
}
