package dev.bellhop.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the variables that a script declares at its top level, without parsing it. */
final class TopLevelNames {
  /** Declarations at the top level stand at the beginning of a line. */
  private static final Pattern DECLARATION =
      Pattern.compile("^(?:export +)?(?:let|var|const) +", Pattern.MULTILINE);

  private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z_$][\\w$]*)\\s*(?:[=,;]|$)");

  /** What no variable is called: such a line is part of a text. */
  private static final Set<String> RESERVED =
      Set.of(
          ("await break case catch class const continue debugger default delete do else enum export"
                  + " extends false finally for function if implements import in instanceof"
                  + " interface let new null package private protected public return static super"
                  + " switch this throw true try typeof var void while with yield")
              .split(" "));

  private TopLevelNames() {}

  /**
   * A variable.
   *
   * @param line of its name, counted from 1
   * @param column of its name, counted from 1
   * @param text of that line
   */
  record Declared(String name, int line, int column, String text) {}

  /** In their order. What only looks like a declaration, within a template, is among them. */
  static List<Declared> in(String script) {
    List<Declared> found = new ArrayList<>();
    int number = 0;
    for (String line : script.split("\n|\r\n?", -1)) {
      number++;
      Matcher declaration = DECLARATION.matcher(line);
      if (declaration.lookingAt()) {
        add(line, number, declaration.end(), found);
      }
    }
    return found;
  }

  /** Several may stand in one line, with commas between. */
  private static void add(String line, int number, int start, List<Declared> found) {
    Matcher name = NAME.matcher(line);
    int at = start;
    while (at >= 0 && name.region(at, line.length()).lookingAt()) {
      if (RESERVED.contains(name.group(1))) {
        return;
      }
      found.add(new Declared(name.group(1), number, name.start(1) + 1, line));
      at = afterComma(line, at);
    }
  }

  /** The place after the next comma that is in no bracket and no string; -1 where there is none. */
  private static int afterComma(String line, int start) {
    int depth = 0;
    char quote = 0;
    for (int at = start; at < line.length(); at++) {
      char c = line.charAt(at);
      if (quote != 0) {
        if (c == '\\') {
          at++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if ("\"'`".indexOf(c) >= 0) {
        quote = c;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (depth == 0 && c == ';') {
        return -1;
      } else if (depth == 0 && c == ',') {
        return at + 1;
      }
    }
    return -1;
  }
}
