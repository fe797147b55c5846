package dev.bellhop.mime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.HeaderList;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimeTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Text/HTML ;Charset=UTF-8     | text/html;charset=UTF-8
          text/html;a=1;A=2;b= x       | text/html;a=1;b=" x"
          text/html;a;=1;;b=;c=3       | text/html;c=3
          text/html;a="x;\\"y" junk;b=1 | text/html;a="x;\\"y";b=1
          text/html;a=""               | text/html;a=""
          text/html;a="x\\             | text/html;a="x\\\\"
          application/x+json;\tq=1\t   | application/x+json;q=1
          """)
  void parsesAndSerializes(String input, String expected) {
    assertThat(MimeType.parse(input)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "text/", "/html", "te xt/html", "text/ht(ml", "\u00e9/x", "a/b,c"})
  void failsOnWhatIsNoMimeType(String input) {
    assertThat(MimeType.parse(input)).isNull();
  }

  @Test
  void knowsJavaScript() {
    assertThat(Objects.requireNonNull(MimeType.parse("TEXT/JavaScript;x=1")).isJavaScript())
        .isTrue();
    assertThat(Objects.requireNonNull(MimeType.parse("text/plain")).isJavaScript()).isFalse();
  }

  @Property
  void parsesItsOwnSerializationToTheSameType(@ForAll String value) {
    MimeType type = MimeType.parse("a/b;c=\"" + value + "\";d=" + value);
    assertThat(type).isNotNull();
    assertThat(MimeType.parse(type.serialize())).isEqualTo(type);
  }

  @Test
  void takesTheLastContentTypeAndTheCharsetOfItsLikes() {
    assertThat(
            ContentType.of(
                HeaderList.of(
                    "Content-Type", "text/html;charset=a, text/plain",
                    "content-type", "text/plain;charset=b",
                    "Content-Type", "text/plain;x=\",\", */*, nothing")))
        .hasToString("text/plain;x=\",\";charset=b");
    assertThat(ContentType.of(HeaderList.of("Content-Type", "nothing"))).isNull();
    assertThat(ContentType.of(HeaderList.empty())).isNull();
  }
}
