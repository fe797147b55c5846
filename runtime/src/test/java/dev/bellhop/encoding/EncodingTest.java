package dev.bellhop.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
  private static Decoder decoder(String label, OnError onError) {
    return Objects.requireNonNull(Encoding.ofLabel(label)).newDecoder(onError, ByteOrderMark.DROP);
  }

  private static String decode(String label, byte[] bytes) throws CharacterCodingException {
    Decoder decoder = decoder(label, OnError.REPLACE);
    return decoder.decode(bytes) + decoder.finish();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @ParameterizedTest
  @CsvSource({
    "' Latin1\t', windows-1252",
    "UTF8, utf-8",
    "ucs-2, utf-16le",
    "gb2312, gbk",
    "ks_c_5601-1989, euc-kr",
    "iso-8859-9, windows-1254",
    "l6, iso-8859-10",
    "hz-gb-2312, replacement",
    "x-user-defined, x-user-defined",
  })
  void hasManyLabels(String label, String name) {
    assertThat(Objects.requireNonNull(Encoding.ofLabel(label)).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "utf-7", "utf-32", "\u00a0utf-8", "ut f-8", "x-sjis\u0000"})
  void knowsNoOtherLabels(String label) {
    assertThat(Encoding.ofLabel(label)).isNull();
  }

  /** Each as one piece and byte by byte. */
  @ParameterizedTest
  @CsvSource({
    // Where Java's charsets have something else, or nothing.
    "koi8-u, aebe, ўЎ",
    "windows-1255, ca, ֺ",
    "windows-1252, 818d, \u0081\u008d",
    "windows-1253, aa, \ufffd",
    "x-mac-cyrillic, ff, €",
    "iso-8859-10, a1ff, Ąĸ",
    "iso-8859-14, a1f0, Ḃŵ",
    "x-user-defined, 417f80ff, A\u007f\uf780\uf7ff",
    "gb18030, a3a0, '\u3000'",
    "gb18030, a6d9, \ufe10",
    "gb18030, 82359037, 龴",
    "big5, 8e69, 箸",
    "big5, 8862a3e1, Ê̄€",
    // The four bytes of gb18030.
    "gb18030, 8130813084318236, \u0080\ufe10",
    "gb18030, 8135f437, \ue7c7",
    "gb18030, 90308130, 𐀀",
    "gb18030, e3329a35, \udbff\udfff",
    "gb18030, e3329a36, \ufffd",
    "gb18030, 80, €",
    // What is wrong is taken back.
    "gb18030, 81, \ufffd",
    "gb18030, 8130, \ufffd",
    "gb18030, 813081, \ufffd",
    "gb18030, 81308141, \ufffd0丄",
    "gb18030, 813041, \ufffd0A",
    "gb18030, 8141817f41, 丄\ufffd\u007fA",
    "gbk, c4e3ff, 你\ufffd",
    "big5, a440a4, 一\ufffd",
    "big5, 8141ff, \ufffdA\ufffd",
    "shift_jis, 82a0b180, あｱ\u0080",
    "shift_jis, f040f9fc, \ue000\ue757",
    "shift_jis, 8221a0, \ufffd!\ufffd",
    "euc-jp, a4a28eb18fb0a1, あｱ丂",
    "euc-jp, 8e418fa141, \ufffdA\ufffdA",
    "euc-jp, ade2, №",
    "euc-kr, b0a18141c653, 가갂\ufffdS",
    "euc-kr, c9a1, \ufffd",
    "utf-16be, d83dde00d83d0041de00, 😀\ufffdA\ufffd",
    "utf-16le, 3dd800de41, 😀\ufffd",
    "replacement, 4142, \ufffd",
    "replacement, '', ''",
  })
  void decodesAsTheStandardDoes(String label, String bytes, String text) throws Exception {
    assertThat(decode(label, hex(bytes))).isEqualTo(text);
    Decoder decoder = decoder(label, OnError.REPLACE);
    var pieces = new StringBuilder();
    for (byte b : hex(bytes)) {
      pieces.append(decoder.decode(new byte[] {b}));
    }
    assertThat(pieces + decoder.finish()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1b284a5c7e1b2842 5c, ¥‾\\",
    "1b2849 31 1b2842, ｱ",
    "1b2442 2422 1b2842 41, あA",
    "1b2440 2422, あ",
    // No character between two escape sequences.
    "1b2442 1b2842, \ufffd",
    "1b2442 24, \ufffd",
    "1b2442 24 1b2842 41, \ufffdA",
    "1b2442 2410 2422, \ufffdあ",
    "1b, \ufffd",
    "1b24, \ufffd$",
    "1b2841, \ufffd(A",
    "1b41, \ufffdA",
    "0e0f80, \ufffd\ufffd\ufffd",
  })
  void decodesEscapeSequences(String bytes, String text) throws Exception {
    assertThat(decode("iso-2022-jp", hex(bytes.replace(" ", "")))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, ff",
    "utf-8, eda080",
    "windows-1253, aa",
    "utf-16le, 00d84100",
    "big5, 8141",
    "gb18030, ff",
    "euc-jp, 8e41",
    "iso-2022-jp, 0e",
    "replacement, 41",
  })
  void failsWhereItIsToFail(String label, String bytes) {
    Decoder decoder = decoder(label, OnError.FAIL);
    assertThatThrownBy(() -> decoder.decode(hex(bytes)))
        .isInstanceOf(CharacterCodingException.class);
  }

  @ParameterizedTest
  @CsvSource({"utf-8, e282", "utf-16be, 00", "gbk, 81", "euc-kr, b0", "shift_jis, 82"})
  void failsAtTheEndWhereSomethingIsMissing(String label, String bytes) throws Exception {
    Decoder decoder = decoder(label, OnError.FAIL);
    assertThat(decoder.decode(hex(bytes))).isEmpty();
    assertThatThrownBy(decoder::finish).isInstanceOf(CharacterCodingException.class);
    decoder.reset();
    assertThat(decoder.finish()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, efbbbf, efbbbf41, \ufeffA",
    "utf-16le, fffe, fffe4100, \ufeffA",
    "utf-16be, feff, feff0041, \ufeffA",
  })
  void dropsOneByteOrderMark(String label, String mark, String text, String decoded)
      throws Exception {
    assertThat(decode(label, hex(mark + text))).isEqualTo(decoded);
    Decoder keeping =
        Objects.requireNonNull(Encoding.ofLabel(label))
            .newDecoder(OnError.REPLACE, ByteOrderMark.KEEP);
    assertThat(keeping.decode(hex(mark + text))).isEqualTo("\ufeff" + decoded);
  }

  /** The decoder of the standard, step by step, for comparison. */
  private static String referenceUtf8(byte[] bytes) {
    var text = new StringBuilder();
    int point = 0;
    int seen = 0;
    int needed = 0;
    int lower = 0x80;
    int upper = 0xBF;
    for (int i = 0; i <= bytes.length; i++) {
      int b = i == bytes.length ? -1 : bytes[i] & 0xFF;
      if (needed == 0) {
        if (b == -1) {
          break;
        } else if (b <= 0x7F) {
          text.append((char) b);
        } else if (b >= 0xC2 && b <= 0xDF) {
          needed = 1;
          point = b & 0x1F;
        } else if (b >= 0xE0 && b <= 0xEF) {
          lower = b == 0xE0 ? 0xA0 : 0x80;
          upper = b == 0xED ? 0x9F : 0xBF;
          needed = 2;
          point = b & 0xF;
        } else if (b >= 0xF0 && b <= 0xF4) {
          lower = b == 0xF0 ? 0x90 : 0x80;
          upper = b == 0xF4 ? 0x8F : 0xBF;
          needed = 3;
          point = b & 0x7;
        } else {
          text.append('\ufffd');
        }
        continue;
      }
      if (b < lower || b > upper) {
        needed = 0;
        seen = 0;
        i--;
        text.append('\ufffd');
        if (b == -1) {
          break;
        }
      } else {
        point = point << 6 | b & 0x3F;
        seen++;
        if (seen == needed) {
          text.appendCodePoint(point);
          needed = 0;
          seen = 0;
        }
      }
      lower = 0x80;
      upper = 0xBF;
    }
    return text.toString();
  }

  @Test
  void decodesUtf8InWhateverPiecesAsTheStandardDoes() throws Exception {
    byte[] interesting = hex("00417f80838f909fa0abbfc0c1c2dfe0e1edeeeff0f1f3f4f5ffe282acf09f9880");
    var random = new Random(1);
    for (int round = 0; round < 5_000; round++) {
      var bytes = new ByteArrayOutputStream();
      var decoded = new StringBuilder();
      Decoder decoder =
          Objects.requireNonNull(Encoding.ofLabel("utf-8"))
              .newDecoder(OnError.REPLACE, ByteOrderMark.KEEP);
      for (int piece = random.nextInt(4); piece >= 0; piece--) {
        byte[] some = new byte[random.nextInt(5)];
        for (int i = 0; i < some.length; i++) {
          some[i] = interesting[random.nextInt(interesting.length)];
        }
        bytes.writeBytes(some);
        decoded.append(decoder.decode(some));
      }
      decoded.append(decoder.finish());
      assertThat(decoded.toString())
          .as(HexFormat.of().formatHex(bytes.toByteArray()))
          .isEqualTo(referenceUtf8(bytes.toByteArray()));
    }
  }
}
