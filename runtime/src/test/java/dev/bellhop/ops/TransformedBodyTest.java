package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies through the platform's own transform streams. */
class TransformedBodyTest {
  @TempDir Path folder;

  private FetchHarness realm;

  @BeforeEach
  void open() {
    realm = new FetchHarness(folder);
  }

  @AfterEach
  void close() {
    realm.close();
  }

  @Test
  void decodesText() {
    assertThat(
            realm.run(
                """
                const response = new Response(new Blob(["\\ufeff", "h\\u00e9 \\u{1f600}"]));
                let text = "";
                for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
                  text += chunk;
                }
                return [text, response.bodyUsed];
                """))
        .isEqualTo("[\"hé 😀\",true]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "deflate-raw"})
  void compressesAndDecompresses(String format) {
    assertThat(
            realm.run(
                """
                const text = "some text again and again. ".repeat(40_000);
                const packed = await new Response(new Blob([text]).stream()
                  .pipeThrough(new CompressionStream("%1$s"))).blob();
                const unpacked = new Response(packed.stream()
                  .pipeThrough(new DecompressionStream("%1$s")));
                return [packed.size < text.length / 50, await unpacked.text() === text];
                """
                    .formatted(format)))
        .isEqualTo("[true,true]");
  }

  /** A megabyte decompresses in several tasks, between which a message has its turn. */
  @Test
  void letsOthersHaveTheirTurnWhileItDecompresses() {
    assertThat(
            realm.run(
                """
                const packed = await new Response(new Blob([new Uint8Array(20_000_000)]).stream()
                  .pipeThrough(new CompressionStream("gzip"))).bytes();
                const events = [];
                const stream = new DecompressionStream("gzip");
                const writer = stream.writable.getWriter();
                const reading = (async () => {
                  let length = 0;
                  for await (const chunk of stream.readable) length += chunk.length;
                  events.push(length);
                })();
                writer.write(packed);
                writer.close();
                await new Response(new Blob(["x"])).body.getReader().read();
                events.push("other");
                await reading;
                return events;
                """))
        .isEqualTo("[\"other\",20000000]");
  }

  @Test
  void encodesTextAsABody() {
    assertThat(
            realm.run(
                """
                const strings = ReadableStream.from(["a\\ud83d", "\\ude00b", "\\ud83d"]);
                const body = strings.pipeThrough(new TextEncoderStream());
                return [...await new Response(body).bytes()];
                """))
        .isEqualTo("[97,240,159,152,128,98,239,191,189]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new CompressionStream('br')",
        "new CompressionStream()",
        "new Response('no gzip').body.pipeThrough(new DecompressionStream('gzip')).getReader().read()",
        "new Response(new Uint8Array([0xff])).body"
            + ".pipeThrough(new TextDecoderStream('utf-8', {fatal: true})).getReader().read()",
        "ReadableStream.from(['text']).pipeThrough(new TextDecoderStream()).getReader().read()",
        "ReadableStream.from([1]).pipeThrough(new CompressionStream('gzip'))"
            + ".pipeTo(new WritableStream())",
      })
  void refusesWithATypeError(String expression) {
    assertThat(realm.errorOf("return " + expression)).isEqualTo("TypeError");
  }

  @Test
  void readsIntoAScriptsOwnBuffer() {
    assertThat(
            realm.run(
                """
                const reader = new Response("hello").body.getReader({ mode: "byob" });
                const first = await reader.read(new Uint8Array(3), { min: 3 });
                const rest = await reader.read(new Uint8Array(8));
                const end = await reader.read(new Uint8Array(8));
                return [[...first.value], [...rest.value], end.done, end.value.length];
                """))
        .isEqualTo("[[104,101,108],[108,111],true,0]");
  }
}
