package dev.bellhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MimeTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text/html;charset=gbk           | text/html;charset=gbk
          TEXT/HTML;CHARSET=GBK           | text/html;charset=GBK
          text/html;charset=gbk(          | text/html;charset="gbk("
          text/html;x=(;charset=gbk       | text/html;x="(";charset=gbk
          text/html;charset=gbk;charset=x | text/html;charset=gbk
          text/html;;;;charset=gbk        | text/html;charset=gbk
          text/html;charset= "gbk"        | text/html;charset=" \\"gbk\\""
          text/html;charset="gbk"x        | text/html;charset=gbk
          text/html;charset="\\g\\"k      | text/html;charset="g\\"k"
          text/html;charset=;a=b          | text/html;a=b
          text/html ;charset=gbk          | text/html;charset=gbk
          """)
  void serializesWhatItParses(String input, String output) {
    assertThat(MimeType.parse(input)).hasToString(output);
  }

  @ParameterizedTest
  @CsvSource({"''", "text", "/html", "text/", "te xt/html", "text/ht ml", "bogus/bogus/bogus"})
  void failsWhereTypeOrSubtypeIsNoToken(String input) {
    assertThat(MimeType.parse(input)).isNull();
  }

  @Test
  void theLastHeaderDecidesButInheritsTheCharset() {
    assertThat(MimeType.extract(HeaderList.empty())).isNull();
    assertThat(
            MimeType.extract(
                HeaderList.of(
                    "Content-Type", "text/html;charset=gbk", "content-type", "*/*, text/html;x=y")))
        .hasToString("text/html;x=y;charset=gbk");
    assertThat(MimeType.extract(HeaderList.of("Content-Type", "text/html;charset=gbk, a/b")))
        .hasToString("a/b");
  }
}
