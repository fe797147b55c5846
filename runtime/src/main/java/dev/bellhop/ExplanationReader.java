package dev.bellhop;

import dev.bellhop.Explanation.Example;
import dev.bellhop.Explanation.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one explanation: its first paragraph is the message; those that begin with {@code Fix:} and
 * {@code See:} are the fix and the link; {@code Wrong:}, {@code Right page.js:} and {@code With
 * data.json:} head a script that is indented by four blanks, in which a line of nothing but a caret
 * marks the place above it; the other paragraphs are the long form.
 */
final class ExplanationReader {
  private static final String INDENT = "    ";
  private static final String FIX = "Fix: ";
  private static final String LINK = "See: ";
  private static final Pattern EXAMPLE = Pattern.compile("(Wrong|Right|With)(?: (\\S+))?:");

  private final String code;
  private final String name;
  private final Explanation.Group group;
  private final List<String> paragraphs = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();
  private @Nullable String message;
  private @Nullable String fix;
  private @Nullable String link;

  ExplanationReader(String code, String name, Explanation.Group group) {
    this.code = code;
    this.name = name;
    this.group = group;
  }

  Explanation read(List<String> lines) {
    int at = 0;
    while (at < lines.size()) {
      if (lines.get(at).isBlank()) {
        at++;
        continue;
      }
      Matcher example = EXAMPLE.matcher(lines.get(at));
      int end = example.matches() ? endOfScript(lines, at + 1) : endOfParagraph(lines, at);
      if (example.matches()) {
        script(form(example.group(1)), example.group(2), lines.subList(at + 1, end));
      } else {
        paragraph(String.join(" ", lines.subList(at, end)));
      }
      at = end;
    }
    if (message == null) {
      throw new IllegalStateException(code + " has no message");
    }
    return new Explanation(
        code,
        name,
        group,
        message,
        fix,
        link,
        String.join("\n\n", paragraphs),
        List.copyOf(examples));
  }

  private static int endOfParagraph(List<String> lines, int from) {
    int at = from + 1;
    while (at < lines.size() && !lines.get(at).isBlank() && !lines.get(at).startsWith(LINK)) {
      at++;
    }
    return at;
  }

  private static int endOfScript(List<String> lines, int from) {
    int at = from;
    while (at < lines.size() && (lines.get(at).isBlank() || lines.get(at).startsWith(INDENT))) {
      at++;
    }
    return at;
  }

  private void paragraph(String text) {
    if (message == null) {
      message = text;
    } else if (text.startsWith(FIX)) {
      fix = text.substring(FIX.length());
    } else if (text.startsWith(LINK)) {
      link = text.substring(LINK.length());
    } else {
      paragraphs.add(text);
    }
  }

  private static Form form(String word) {
    return switch (word) {
      case "Wrong" -> Form.WRONG;
      case "Right" -> Form.RIGHT;
      default -> Form.BOTH;
    };
  }

  private void script(Form form, @Nullable String file, List<String> indented) {
    List<String> script = new ArrayList<>();
    int line = 0;
    int column = 0;
    for (String text : indented) {
      String own = text.isBlank() ? "" : text.substring(INDENT.length());
      if (own.strip().equals("^")) {
        line = script.size();
        column = own.indexOf('^') + 1;
      } else if (!own.isEmpty() || !script.isEmpty()) {
        script.add(own);
      }
    }
    String whole = String.join("\n", script).stripTrailing();
    examples.add(new Example(form, file == null ? "sw.js" : file, whole, line, column));
  }
}
