package dev.bellhop.syntax;

import dev.bellhop.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds where a script compares a client's URL, which is absolute, with a text that is not. */
public final class ClientUrls {
  private static final Pattern ABSOLUTE = Pattern.compile(".[a-z]+:.*", Pattern.DOTALL);

  private ClientUrls() {}

  /**
   * A comparison.
   *
   * @param place where it begins
   * @param literal the other text, with its quotes
   */
  public record Comparison(Place place, String literal) {}

  /** In their order. */
  public static List<Comparison> in(String text) {
    var script = new ScriptText(text);
    var lines = new Lines(text);
    List<Comparison> found = new ArrayList<>();
    for (int name = 0; name < script.size(); name++) {
      boolean isUrl =
          script.is(name, "url") && script.is(name - 1, ".") && isClient(script.word(name - 2));
      if (isUrl && compares(script, name + 1) && isRelative(script, name + 2)) {
        found.add(comparison(script, lines, name - 2, name + 2));
      } else if (isUrl && compares(script, name - 3) && isRelative(script, name - 4)) {
        found.add(comparison(script, lines, name - 4, name - 4));
      }
    }
    return found;
  }

  private static boolean isClient(String name) {
    return name.endsWith("client") || name.endsWith("Client");
  }

  private static boolean compares(ScriptText script, int token) {
    return switch (script.word(token)) {
      case "==", "===", "!=", "!==" -> true;
      default -> false;
    };
  }

  private static boolean isRelative(ScriptText script, int token) {
    boolean isText = script.is(token, Kind.STRING) || script.is(token, Kind.TEMPLATE);
    return isText && !ABSOLUTE.matcher(script.word(token)).matches();
  }

  private static Comparison comparison(ScriptText script, Lines lines, int first, int literal) {
    return new Comparison(lines.place(script.token(first).start()), script.word(literal));
  }
}
