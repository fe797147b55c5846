package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextEncodingTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void utf8BothWays() {
    worker.run(
        """
        console.log(new TextEncoder().encode("a€😀\\ud800").join());
        console.log(new TextEncoder().encodeInto("a€😀", new Uint8Array(5)));
        console.log(new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0xe2, 0x82, 0xac])));
        console.log(new TextDecoder("utf8", { ignoreBOM: true })
            .decode(new Uint8Array([0xef, 0xbb, 0xbf])).length);
        """);
    assertThat(worker.log)
        .containsExactly(
            "97,226,130,172,240,159,152,128,239,191,189", "{ read: 2, written: 4 }", "€", "1");
  }

  @Test
  void aCharacterMayComeInPieces() {
    worker.run(
        """
        const decoder = new TextDecoder();
        let text = "";
        for (const byte of [0xe2, 0x82, 0xac, 0xf0, 0x9f]) {
          text += decoder.decode(new Uint8Array([byte]), { stream: true });
        }
        console.log(text + decoder.decode());
        console.log(decoder.decode(new DataView(new Uint8Array([0x41, 0x42]).buffer, 1)));
        """);
    assertThat(worker.log).containsExactly("€\ufffd", "B");
  }

  @Test
  void bytesThatMovedAwayAreNone() {
    worker.run(
        """
        const array = new Uint8Array([0x41]);
        const view = new DataView(array.buffer);
        structuredClone(array, { transfer: [array.buffer] });
        const decoder = new TextDecoder();
        console.log([array, view, array.buffer].map((bytes) => `[${decoder.decode(bytes)}]`).join());
        console.log(new TextEncoder().encodeInto("A", array));
        """);
    assertThat(worker.log).containsExactly("[],[],[]", "{ read: 0, written: 0 }");
  }

  @Test
  void wrongBytes() {
    worker.run(
        """
        console.log(new TextDecoder().decode(new Uint8Array([0xed, 0xa0, 0x80, 0x41, 0xff])));
        try {
          new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([0xff]));
        } catch (error) { console.log(error.name); }
        try { new TextDecoder("klingon"); } catch (error) { console.log(error.name, error.message); }
        try { new TextDecoder().decode("text"); } catch (error) { console.log(error.name); }
        """);
    assertThat(worker.log)
        .containsExactly(
            "\ufffd\ufffd\ufffdA\ufffd",
            "TypeError",
            "RangeError There is no encoding \"klingon\".",
            "TypeError");
  }

  @Test
  void otherEncodings() {
    worker.run(
        """
        const decode = (label, ...bytes) => new TextDecoder(label).decode(new Uint8Array(bytes));
        console.log(new TextDecoder(" Latin1 ").encoding, decode("latin1", 0x80, 0x81).charCodeAt(1));
        console.log(decode("shift_jis", 0x82, 0xa0), decode("utf-16le", 0x41, 0), decode("gbk", 0xc4, 0xe3));
        """);
    assertThat(worker.log).containsExactly("windows-1252 129", "あ A 你");
  }

  @Test
  void base64() {
    worker.run(
        """
        console.log(btoa("h\\u00e9"), atob(" aG k= ").length, atob("aGl"));
        for (const bad of ["a", "a=", "?"]) {
          try { atob(bad); } catch (error) { console.log(error.name); }
        }
        try { btoa("€"); } catch (error) { console.log(error.name); }
        """);
    assertThat(worker.log)
        .containsExactly(
            "aOk= 2 hi",
            "InvalidCharacterError",
            "InvalidCharacterError",
            "InvalidCharacterError",
            "InvalidCharacterError");
  }
}
