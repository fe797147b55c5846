package dev.bellhop.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoderTest {
  /** "hello" as RFC 1951 has it. */
  private static final String DEFLATED = "cb48cdc9c90700";

  private static final String CHECK_AND_LENGTH = "86a6103605000000";

  /** All that a coder gives for bytes that come in pieces of this length. */
  private static byte[] run(Coder coder, byte[] bytes, int pieceLength) throws DataFormatException {
    var given = new ByteArrayOutputStream();
    try (coder) {
      for (int start = 0; start < bytes.length; start += pieceLength) {
        coder.push(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + pieceLength)));
        drain(coder, given);
      }
      coder.finish();
      drain(coder, given);
    }
    return given.toByteArray();
  }

  private static void drain(Coder coder, ByteArrayOutputStream to) throws DataFormatException {
    for (ByteBuffer step = coder.next(); step != null; step = coder.next()) {
      assertThat(step.remaining()).isLessThanOrEqualTo(Coder.MOST_GIVEN);
      byte[] some = new byte[step.remaining()];
      step.get(some);
      to.writeBytes(some);
    }
  }

  private static byte[] readByJava(Format format, byte[] bytes) throws Exception {
    var in = new ByteArrayInputStream(bytes);
    try (var decompressed =
        switch (format) {
          case DEFLATE -> new InflaterInputStream(in);
          case DEFLATE_RAW -> new InflaterInputStream(in, new Inflater(true));
          case GZIP -> new GZIPInputStream(in);
        }) {
      return decompressed.readAllBytes();
    }
  }

  private static byte[] some(int length) {
    var random = new Random(length);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 3 == 0 ? random.nextInt(256) : i / 1000);
    }
    return bytes;
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void compressesForOthersAndForItself(Format format) throws Exception {
    for (int length : new int[] {0, 1, 100, 300_000}) {
      byte[] bytes = some(length);
      byte[] compressed = run(format.compressor(), bytes, 50_000);
      assertThat(readByJava(format, compressed)).isEqualTo(bytes);
      assertThat(run(format.decompressor(), compressed, 7_000)).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void decompressesByteByByte(Format format) throws Exception {
    byte[] bytes = some(1_000);
    byte[] compressed = run(format.compressor(), bytes, 1_000);
    assertThat(run(format.decompressor(), compressed, 1)).isEqualTo(bytes);
  }

  /** A step of something that compresses well is small however much it stands for. */
  @Test
  void takesSmallStepsOnly() throws Exception {
    byte[] zeros = new byte[5_000_000];
    byte[] compressed = run(Format.GZIP.compressor(), zeros, zeros.length);
    assertThat(compressed).hasSizeLessThan(10_000);
    Coder coder = Format.GZIP.decompressor();
    coder.push(compressed);
    int steps = 0;
    while (coder.next() != null) {
      steps++;
    }
    coder.close();
    assertThat(steps).isGreaterThanOrEqualTo(zeros.length / Coder.MOST_GIVEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // No more than must be; text; name; comment; extra field; all of them.
        "1f8b08000000000000ff",
        "1f8b08010000000000ff",
        "1f8b08080000000000ff 6100",
        "1f8b08100000000000ff 626300",
        "1f8b08040000000000ff 0300 010203",
        "1f8b08040000000000ff 0000",
        "1f8b081c0000000000ff 0200 0102 6100 00",
      })
  void readsHeadersOfGzip(String header) throws Exception {
    byte[] file = hex(header + DEFLATED + CHECK_AND_LENGTH);
    for (int pieceLength : new int[] {1, file.length}) {
      assertThat(run(Format.GZIP.decompressor(), file, pieceLength))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("hello");
    }
  }

  @Test
  void checksTheHeaderWhereThatSaysSo() throws Exception {
    byte[] header = hex("1f8b080a0000000000ff6100");
    var crc = new CRC32();
    crc.update(header);
    int check = (int) crc.getValue() & 0xffff;
    String right = "%02x%02x".formatted(check & 0xff, check >> 8);
    String start = HexFormat.of().formatHex(header);
    assertThat(run(Format.GZIP.decompressor(), hex(start + right + DEFLATED + CHECK_AND_LENGTH), 3))
        .hasSize(5);
    assertThatThrownBy(
            () ->
                run(
                    Format.GZIP.decompressor(),
                    hex(start + "0000" + DEFLATED + CHECK_AND_LENGTH),
                    3))
        .isInstanceOf(DataFormatException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "GZIP, 1f8c08000000000000ff, identification",
    "GZIP, 1f8b07000000000000ff, method",
    "GZIP, 1f8b08200000000000ff, reserved flag",
    "GZIP, 1f8b08000000000000ff cb48cdc9c90700 86a6103705000000, check",
    "GZIP, 1f8b08000000000000ff cb48cdc9c90700 86a6103606000000, length",
    "GZIP, 1f8b08000000000000ff cb48cdc9c90700 86a61036050000, trailer not whole",
    "GZIP, 1f8b08000000000000ff cb48cdc9c90700 86a6103605000000 00, more after the end",
    "GZIP, 1f8b08, header not whole",
    "GZIP, '', nothing",
    "DEFLATE_RAW, cb48cdc9c907, not whole",
    "DEFLATE_RAW, cb48cdc9c9070000, more after the end",
    "DEFLATE_RAW, ff, no block",
    "DEFLATE, 789ccb48cdc9c90700062c0216, wrong check",
    "DEFLATE, 78bb74ee09592bc12e0c0074ee0959, dictionary",
  })
  void refusesWhatIsWrong(Format format, String bytes, String what) {
    byte[] file = hex(bytes);
    for (int pieceLength : new int[] {1, 100}) {
      assertThatThrownBy(() -> run(format.decompressor(), file, pieceLength))
          .as(what)
          .isInstanceOf(DataFormatException.class);
    }
  }

  @Test
  void hasThreeWords() {
    assertThat(Format.of("deflate-raw")).isEqualTo(Format.DEFLATE_RAW);
    assertThat(Format.of("GZIP")).isNull();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
