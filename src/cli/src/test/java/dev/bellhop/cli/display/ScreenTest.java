package dev.bellhop.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final StringWriter written = new StringWriter();
  private final Screen screen = new Screen(new PrintWriter(written));

  @Test
  void withoutABlockThereAreNoEscapeSequences() {
    screen.print("one");
    screen.print("two");
    assertThat(written.toString()).isEqualTo("one\ntwo\n");
  }

  @Test
  void theBlockStaysBelowWhatIsPrinted() {
    screen.put("a", "bar a");
    screen.put("b", "bar b");
    screen.print("line");
    assertThat(lines()).containsExactly("line", "bar a", "bar b");
  }

  @Test
  void linesOfTheBlockChangeAndGo() {
    screen.put("a", "bar a");
    screen.put("b", "bar b");
    screen.put("a", "bar a, longer");
    screen.remove("b");
    screen.print("done");
    screen.remove("a");
    assertThat(lines()).containsExactly("done");
  }

  /** What a terminal shows in the end: plays "up n lines and clear from there". */
  private java.util.List<String> lines() {
    var shown = new java.util.ArrayList<String>();
    for (String line : written.toString().split("\n")) {
      var matcher = java.util.regex.Pattern.compile("\u001b\\[(\\d+)A\r\u001b\\[J").matcher(line);
      int end = 0;
      while (matcher.find()) {
        for (int i = Integer.parseInt(matcher.group(1)); i > 0; i--) {
          shown.removeLast();
        }
        end = matcher.end();
      }
      if (end < line.length()) {
        shown.add(line.substring(end));
      }
    }
    return shown;
  }
}
