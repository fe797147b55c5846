package dev.bellhop.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.syntax.Token.Kind;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts as tokens, brackets and statements. */
final class ScriptTextTest {
  private static List<String> words(String text) {
    var script = new ScriptText(text);
    return IntStream.range(0, script.size()).mapToObj(script::word).toList();
  }

  /** The first words of all statements. */
  private static List<String> statements(String text) {
    var script = new ScriptText(text);
    return IntStream.range(0, script.size())
        .filter(token -> script.beginsStatement(token) && !";}".contains(script.word(token)))
        .mapToObj(script::word)
        .toList();
  }

  private static List<Brace> braces(String text) {
    var script = new ScriptText(text);
    return IntStream.range(0, script.size())
        .filter(token -> script.is(token, "{"))
        .mapToObj(script::brace)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a/b/c | a / b / c",
        "a = /b\\/[/\\]]c/gi.d | a = /b\\/[/\\]]c/gi . d",
        "(a) / b / c | ( a ) / b / c",
        "if (a) /b·c/.d | if ( a ) /b·c/ . d",
        "return /b·c/ | return /b·c/",
        "a.return /b/c | a . return / b / c",
        "{} /b·c/.d | { } /b·c/ . d",
        "a = {} / b / c | a = { } / b / c",
        "a[0] / b / c | a [ 0 ] / b / c",
        "a++ / b / c | a ++ / b / c",
        "`a` / b / c | `a` / b / c",
        "f = () => {} ¶ /b/ c | f = ( ) => { } / b / c",
        "function f() {} /b·c/.d | function f ( ) { } /b·c/ . d",
        "'a\\'b' + \"c//d\" | 'a\\'b' + \"c//d\"",
        "a?.b ?? c ?.5:d | a ?. b ?? c ? .5 : d",
        "0x1e+2 1e+2 1_0n .5.c | 0x1e + 2 1e+2 1_0n .5 . c",
        "#a in b >>>= c ... | #a in b >>>= c ...",
        "`a` `b}${c}d${`e`}f` | `a` `b}${ c }d${ `e` }f`",
        "`${{ a: {} }}` b | `${ { a : { } } }` b",
        "a /* b */ // c ¶ d | a d",
        "\u00e9t\u00e9 \\u0061b $_ | \u00e9t\u00e9 \\u0061b $_",
        "a / | a /",
      })
  void isTakenApart(String text, String expected) {
    assertThat(words(real(text)))
        .containsExactly(
            Stream.of(expected.split(" ")).map(ScriptTextTest::real).toArray(String[]::new));
  }

  /** With the spaces and line ends that tables stand for otherwise. */
  private static String real(String text) {
    return text.replace('\u00b7', ' ').replace('\u00b6', '\n');
  }

  @Test
  void bracketsHavePartnersAndParents() {
    var script = new ScriptText("a(b[c], `d${(e)}f${g}h`)");
    assertThat(words("a(b[c], `d${(e)}f${g}h`)"))
        .containsExactly(
            "a", "(", "b", "[", "c", "]", ",", "`d${", "(", "e", ")", "}f${", "g", "}h`", ")");
    assertThat(script.isBalanced()).isTrue();
    assertThat(script.partner(1)).isEqualTo(14);
    assertThat(script.partner(13)).isEqualTo(7);
    assertThat(script.parent(4)).isEqualTo(3);
    assertThat(script.parent(9)).isEqualTo(8);
    assertThat(script.parent(12)).isEqualTo(11);
    assertThat(script.parent(13)).isEqualTo(1);
    assertThat(script.parent(0)).isEqualTo(ScriptText.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", ")", "(]", "{ ( }", "`${", "`${(}`", "a { b"})
  void whatIsNotWholeIsNotBalanced(String text) {
    assertThat(new ScriptText(text).isBalanced()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a; b c | a b",
        "a¶b¶(c)¶[d]¶+ e¶f | a b f",
        "a¶.b()¶?.c¶d | a d",
        "if (a) b; else c | if b else c",
        "a = {¶ b,¶ c }¶d | a d",
        "x: y | x y",
        "switch (a) { case b: c; default: d } | switch { case c default d",
        "for (a; b; c) d | for d",
        "function a() { b } c | function b c",
        "a = function () { b }¶c | a b c",
        "return¶a | return a",
        "a in¶b¶in c | a",
        "class A { b() { c } }¶d | class c d",
      })
  void statementsBegin(String text, String expected) {
    assertThat(statements(real(text))).containsExactly(expected.split(" "));
  }

  @Test
  void bracesAreToldApart() {
    assertThat(
            braces(
                "{} if (a) {} else {} a = {} ; f({}, () => {}, function () {}) ; function g() {}"
                    + " class A extends B { c() {} static {} } `${{}}` ; x ? {} : {} ; y: {}"
                    + " async function* h() {} export default function () {} ; ({ class: {} })"))
        .containsExactly(
            Brace.BLOCK,
            Brace.BLOCK,
            Brace.BLOCK,
            Brace.OBJECT,
            Brace.OBJECT,
            Brace.FUNCTION,
            Brace.FUNCTION,
            Brace.DECLARATION,
            Brace.CLASS,
            Brace.FUNCTION,
            Brace.BLOCK,
            Brace.OBJECT,
            Brace.OBJECT,
            Brace.OBJECT,
            Brace.BLOCK,
            Brace.DECLARATION,
            Brace.DECLARATION,
            Brace.OBJECT,
            Brace.OBJECT);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a",
            "if",
            "class",
            "function",
            "return",
            "=>",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "`",
            "${",
            "'",
            "\"",
            "/",
            "*",
            "//",
            "\\",
            "\n",
            " ",
            ";",
            ":",
            "?",
            ".",
            "1",
            "e",
            "=",
            "#",
            ",")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }

  /** Whatever a text is, it is taken apart to its end, and nothing but blanks is left between. */
  @Property(tries = 2000)
  void everyTextIsTakenApart(@ForAll("texts") String text) {
    var script = new ScriptText(text);
    int end = 0;
    for (int i = 0; i < script.size(); i++) {
      Token token = script.token(i);
      assertBlank(text.substring(end, token.start()));
      assertThat(token.end()).isGreaterThan(token.start());
      int partner = script.partner(i);
      assertThat(partner == ScriptText.NONE || script.partner(partner) == i).isTrue();
      assertThat(script.parent(i)).isLessThan(i);
      script.beginsStatement(i);
      script.endsStatementBefore(i);
      end = token.end();
    }
    assertBlank(text.substring(end));
  }

  private static void assertBlank(String between) {
    assertThat(between.replaceAll("(?s)/\\*.*?(\\*/|$)|//[^\\n]*|^#![^\\n]*", "")).isBlank();
  }

  @Test
  void kindsAreTold() {
    var script = new ScriptText("a 1 'b' + /c/ `d` + `e${f}g${h}i`");
    assertThat(IntStream.of(0, 1, 2, 3, 4, 5, 7, 9, 11).boxed().map(i -> script.token(i).kind()))
        .containsExactly(
            Kind.NAME,
            Kind.NUMBER,
            Kind.STRING,
            Kind.PUNCTUATOR,
            Kind.REGULAR_EXPRESSION,
            Kind.TEMPLATE,
            Kind.TEMPLATE_HEAD,
            Kind.TEMPLATE_MIDDLE,
            Kind.TEMPLATE_TAIL);
  }
}
