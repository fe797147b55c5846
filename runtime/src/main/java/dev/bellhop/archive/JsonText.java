package dev.bellhop.archive;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a JSON string, read from its file piece by piece: parsers give strings only
 * whole, and a body may be larger than memory.
 */
final class JsonText extends Reader {
  private final Reader json;
  private boolean ended;

  /** Of a stream that stands at the opening quotation mark; it is closed with this. */
  JsonText(InputStream json) throws IOException {
    this.json = new BufferedReader(new InputStreamReader(json, StandardCharsets.UTF_8), 1 << 16);
    if (this.json.read() != '"') {
      throw new IOException("a string was expected");
    }
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int count = 0;
    while (count < length && !ended) {
      int c = next();
      if (c == '"') {
        ended = true;
      } else {
        into[offset + count++] = c == '\\' ? escaped() : (char) c;
      }
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  private int next() throws IOException {
    int c = json.read();
    if (c < 0) {
      throw new EOFException("the string has no end");
    }
    return c;
  }

  private char escaped() throws IOException {
    int c = next();
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next(), 16);
          if (digit < 0) {
            throw new IOException("a string has an escape that JSON does not know");
          }
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> (char) c;
    };
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
