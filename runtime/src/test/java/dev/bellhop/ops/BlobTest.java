package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobTest extends FetchShimTestCase {
  @Test
  void isMadeOfParts() {
    assertThat(
            realm.run(
                """
                const b = new Blob(["é", new Uint8Array([97, 98, 99]).subarray(1), new Uint8Array([100]).buffer,
                  new Blob(["e"]), 1, "\\ud800"], {type: "Text/Plain"});
                return [b.size, b.type, await b.text(), [...await new Blob([]).bytes()],
                  (await b.arrayBuffer()).byteLength, new Blob().size, String(b)];
                """))
        .isEqualTo("[10,\"text/plain\",\"ébcde1\ufffd\",[],10,0,\"[object Blob]\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          slice()           | ["hello",""]
          slice(1)          | ["ello",""]
          slice(1, 3, "A/B") | ["el","a/b"]
          slice(-3, -1)     | ["ll",""]
          slice(4, 2)       | ["",""]
          slice(-99, 99)    | ["hello",""]
          slice(2).slice(1) | ["lo",""]
          slice(0, 2, "é")  | ["he",""]
          """)
  void isSliced(String call, String expected) {
    assertThat(
            realm.run(
                "const b = new Blob(['he', 'll', 'o'])."
                    + call
                    + "; return [await b.text(), b.type]"))
        .isEqualTo(expected);
  }

  @Test
  void isStreamedAgainAndAgain() {
    assertThat(
            realm.run(
                """
                const b = new Blob(["hello"]);
                const out = [];
                for (let i = 0; i < 2; i++) out.push(await new Response(b.stream()).text());
                return out;
                """))
        .isEqualTo("[\"hello\",\"hello\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Blob('x')",
        "new Blob({})",
        "new Blob([], {endings: 'x'})",
        "new Blob([Symbol()])",
        "Blob()",
        "Blob.prototype.text.call({})",
        "new File([])",
        "new FormData(1)",
        "new FormData().append('a', 'b', 'c')",
      })
  void refusesOthers(String expression) {
    assertThat(realm.errorOf("return " + expression)).isEqualTo("TypeError");
  }

  @Test
  void convertsLineEndingsWhereAsked() {
    assertThat(realm.run("return new Blob(['a\\r\\nb\\rc\\n'], {endings: 'native'}).text()"))
        .isEqualTo("\"a\\nb\\nc\\n\"");
  }

  @Test
  void hasFilesAsItsKind() {
    assertThat(
            realm.run(
                """
                const f = new File(["x"], "a/b", {type: "T/u", lastModified: 12.7});
                return [f instanceof Blob, f.name, f.type, f.lastModified, await f.text(),
                  new File([], "n").lastModified, Object.prototype.toString.call(f)];
                """))
        .isEqualTo("[true,\"a/b\",\"t/u\",12,\"x\",1767225600000,\"[object File]\"]");
  }
}
