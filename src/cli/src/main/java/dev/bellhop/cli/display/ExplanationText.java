package dev.bellhop.cli.display;

import dev.bellhop.Explanation;
import dev.bellhop.Explanation.Example;
import dev.bellhop.Explanation.Form;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explanations for a person to read: the list of all, and the long form of one. */
public final class ExplanationText {
  private static final String INDENT = "    ";
  private static final int WIDEST = 100;

  private final PrintWriter out;
  private final Style style;
  private final int width;

  /** For this terminal, as wide as it is. */
  public ExplanationText(Terminal terminal) {
    out = terminal.out();
    style = terminal.style();
    width = Math.min(terminal.columns(), WIDEST);
  }

  /** Codes and names under their groups. */
  public void list(List<Explanation> explanations) {
    Explanation.@Nullable Group group = null;
    for (Explanation explanation : explanations) {
      if (explanation.group() != group) {
        group = explanation.group();
        out.println(style.strong(group.spelled()));
      }
      out.println("  " + explanation.code() + "  " + explanation.name());
    }
    out.println();
    out.println("bellhop explain BH0001 explains one of them.");
  }

  /** All about one of them. */
  public void explain(Explanation explanation) {
    out.println(style.strong(explanation.code() + " " + explanation.name()));
    paragraph(general(explanation.message()));
    if (!explanation.text().isEmpty()) {
      explanation.text().lines().filter(line -> !line.isEmpty()).forEach(this::paragraph);
    }
    examples("Wrong", Form.WRONG, explanation);
    examples("Right", Form.RIGHT, explanation);
    examples("Beside it", Form.BOTH, explanation);
    if (explanation.fix() != null) {
      paragraph("Instead: " + general(explanation.fix()));
    }
    if (explanation.link() != null) {
      paragraph("See " + explanation.link());
    }
    out.println();
  }

  /** With words for what a single case fills in. */
  private static String general(String text) {
    return text.replaceAll("\\{(\\w+)\\}", "<$1>");
  }

  private void examples(String heading, Form form, Explanation explanation) {
    for (Example example : explanation.examples()) {
      if (example.form() == form) {
        out.println();
        out.println(style.strong(heading) + ", " + example.file() + ":");
        out.println();
        code(example);
      }
    }
  }

  private void code(Example example) {
    int line = 0;
    for (String text : example.code().split("\n", -1)) {
      line++;
      out.println((INDENT + text).stripTrailing());
      if (line == example.line()) {
        out.println(INDENT + " ".repeat(example.column() - 1) + style.warning("^"));
      }
    }
  }

  private void paragraph(String text) {
    out.println();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        out.println(line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.println(line);
  }
}
