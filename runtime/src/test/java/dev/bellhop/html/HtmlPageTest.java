package dev.bellhop.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bellhop.html.ScriptElement.Timing;
import dev.bellhop.html.ScriptElement.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HtmlPageTest {
  private static List<ScriptElement> scripts(String html) {
    return HtmlPage.parse(html.getBytes(StandardCharsets.UTF_8), "utf-8").scripts();
  }

  @Test
  void scriptsComeInTreeOrderWithTheirTimes() {
    assertThat(
            scripts(
                """
                <!doctype html>
                <title>x</title>
                <script src="a.js"></script>
                <body>
                <script defer src=b.js></script>
                <script async src='c.js'></script>
                <script>d()</script>
                <script type=module>e()</script>
                <script type=module async>f()</script>
                """))
        .extracting(ScriptElement::source, ScriptElement::text, ScriptElement::timing)
        .containsExactly(
            tuple("a.js", "", Timing.PARSING),
            tuple("b.js", "", Timing.DEFERRED),
            tuple("c.js", "", Timing.ASYNC),
            tuple(null, "d()", Timing.PARSING),
            tuple(null, "e()", Timing.DEFERRED),
            tuple(null, "f()", Timing.ASYNC));
  }

  @ParameterizedTest
  @CsvSource({
    "'', CLASSIC",
    "type='', CLASSIC",
    "type=text/javascript, CLASSIC",
    "type=' TEXT/JavaScript ', CLASSIC",
    "language=javascript, CLASSIC",
    "type=Module, MODULE"
  })
  void theTypeSaysHowATextIsUnderstood(String attributes, Type type) {
    assertThat(scripts("<script " + attributes + ">x</script>"))
        .singleElement()
        .extracting(ScriptElement::type)
        .isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script type=application/json>{}</script>",
        "<script type=importmap>{}</script>",
        "<script type='text/javascript;charset=utf-8'>x</script>",
        "<script language=vbscript>x</script>",
        "<script nomodule>x</script>",
        "<script src=''></script>",
        "<script></script>",
        "<template><script>x</script></template>",
        "<!-- <script>x</script> -->",
        "<textarea><script>x</script></textarea>"
      })
  void someAreNotRun(String html) {
    assertThat(scripts(html)).isEmpty();
  }

  @Test
  void theTextEndsAtTheEndTagOnly() {
    assertThat(scripts("<script>'<b>&amp;</b>' // </scrip\n1 < 2</SCRIPT >"))
        .singleElement()
        .extracting(ScriptElement::text)
        .isEqualTo("'<b>&amp;</b>' // </scrip\n1 < 2");
  }

  @Test
  void theLineIsTheOneThatTheTextBeginsIn() {
    assertThat(scripts("<!doctype html>\n<p>\n<script\n  id=a>x</script>\n\n<script>y</script>"))
        .extracting(ScriptElement::line)
        .containsExactly(4, 6);
  }

  @Test
  void crossOriginAndIntegrityAreKept() {
    assertThat(
            scripts(
                "<script src=a crossorigin integrity=sha256-x></script>"
                    + "<script src=b crossorigin=Use-Credentials></script><script src=c></script>"))
        .extracting(ScriptElement::crossOrigin, ScriptElement::integrity)
        .containsExactly(
            tuple("anonymous", "sha256-x"), tuple("use-credentials", ""), tuple(null, ""));
  }

  @Test
  void theEncodingIsFoundAsForHtml() {
    String html = "<meta charset=windows-1252><script>'\u00e9'</script>";
    byte[] latin = html.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(HtmlPage.parse(latin, null).scripts().getFirst().text()).isEqualTo("'\u00e9'");
    assertThat(HtmlPage.parse(latin, "no-such-encoding").scripts().getFirst().text())
        .isEqualTo("'\u00e9'");
  }

  @Test
  void theBaseIsTheFirstWithAnAddress() {
    byte[] html = "<base target=x><base href=/a/><base href=/b/>".getBytes(StandardCharsets.UTF_8);
    assertThat(HtmlPage.parse(html, null).base()).isEqualTo("/a/");
  }
}
