package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FileReaderTest extends SiteTestCase {
  private static final String READ =
      """
      const types = ["loadstart", "progress", "load", "abort", "error", "loadend"];
      const read = (method, blob, ...more) => new Promise((resolve) => {
        const reader = new FileReader();
        const seen = [];
        for (const type of types) {
          reader.addEventListener(type, (event) => {
            seen.push(type + reader.readyState + event.loaded + "/" + event.total);
            if (type === "loadend") resolve({ reader, seen: seen.join(" ") });
          });
        }
        reader[method](blob, ...more);
      });
      """;

  @BeforeEach
  void writeSite() throws IOException {
    site.write("sw.js", "");
  }

  @Test
  void tellsHowFarItIsAndWhatItHasRead() throws Exception {
    site.run(
        READ
            + """
            (async () => {
              const blob = new Blob(["h\\u00e9"], { type: "text/plain" });
              for (const method of ["readAsText", "readAsDataURL", "readAsBinaryString"]) {
                const { reader, seen } = await read(method, blob);
                console.log(reader.result, seen);
              }
              const { reader, seen } = await read("readAsArrayBuffer", new Blob());
              console.log(reader.result.byteLength, seen);
              console.log((await read("readAsDataURL", new Blob())).reader.result);
            })();
            """);
    String seen = " loadstart13/3 progress13/3 load23/3 loadend23/3";
    assertThat(site.console())
        .containsExactly(
            "hé" + seen,
            "data:text/plain;base64,aMOp" + seen,
            "h\u00c3\u00a9" + seen,
            "0 loadstart10/0 load20/0 loadend20/0",
            "data:application/octet-stream;base64,");
  }

  @Test
  void textIsDecodedByItsMarkThenByTheLabelThenByItsType() throws Exception {
    site.run(
        READ
            + """
            (async () => {
              const text = async (bytes, type, ...label) => console.log((await read("readAsText",
                  new Blob([new Uint8Array(bytes)], { type }), ...label)).reader.result);
              await text([0xfe, 0xff, 0x30, 0x42], "", "utf-8");
              await text([0xe9], "text/plain;charset=koi8-r", "latin1");
              await text([0xe9], "text/plain;charset=latin1", "unknown");
              await text([0xef, 0xbb, 0xbf, 0xc3, 0xa9], "text/plain");
            })();
            """);
    assertThat(site.console()).containsExactly("\u3042", "é", "é", "é");
  }

  @Test
  void readsOneBlobAtATimeAndCanBeAborted() throws Exception {
    site.run(
        READ
            + """
            const reader = new FileReader();
            for (const type of types) {
              reader["on" + type] = () => console.log(type, reader.readyState, reader.result);
            }
            reader.abort();
            reader.readAsText(new Blob(["first"]));
            for (const attempt of [() => reader.readAsText(new Blob()), () => reader.readAsText("x")]) {
              try { attempt(); } catch ({ name }) { console.log(name); }
            }
            reader.abort();
            reader.readAsText(new Blob(["second"]));
            """);
    assertThat(site.console())
        .containsExactly(
            "InvalidStateError",
            "TypeError",
            "abort 2 null",
            "loadend 2 null",
            "loadstart 1 null",
            "progress 1 null",
            "load 2 second",
            "loadend 2 second");
  }
}
