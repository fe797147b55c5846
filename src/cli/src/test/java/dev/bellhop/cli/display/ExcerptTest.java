package dev.bellhop.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SourceFrame;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void theCaretStandsUnderTheColumn() {
    assertThat(Excerpt.lines(frame(5, "    foo(bar;"))).containsExactly("foo(bar;", "^");
    assertThat(Excerpt.lines(frame(12, "    foo(bar;"))).containsExactly("foo(bar;", "       ^");
  }

  @Test
  void tabsStayInFrontOfTheCaret() {
    assertThat(Excerpt.lines(frame(4, "\ta\tb"))).containsExactly("a\tb", " \t^");
  }

  @Test
  void columnsBeyondTheLineMeanItsEnd() {
    assertThat(Excerpt.lines(frame(99, "ab"))).containsExactly("ab", "  ^");
    assertThat(Excerpt.lines(frame(0, "ab"))).containsExactly("ab", "^");
    assertThat(Excerpt.lines(frame(1, "  ab"))).containsExactly("ab", "^");
  }

  @Test
  void minifiedAndMissingLinesAreNotShown() {
    assertThat(Excerpt.lines(frame(1, "x".repeat(200)))).isEmpty();
    assertThat(Excerpt.lines(frame(1, null))).isEmpty();
    assertThat(Excerpt.lines(frame(1, "  "))).isEmpty();
  }

  private static SourceFrame frame(int column, @org.jspecify.annotations.Nullable String text) {
    return new SourceFrame("https://localhost/sw.js", 1, column, text);
  }
}
