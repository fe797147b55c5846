package dev.bellhop.conformance.mdn;

import dev.bellhop.conformance.mdn.Tokens.Kind;
import dev.bellhop.conformance.mdn.Tokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the text of a block tells about what it needs and what it promises. */
final class Reading {
  private static final Set<String> GLOBALS = Set.of("self", "this", "globalThis");

  private final List<Token> tokens;
  private final Set<String> open;
  private final List<Integer> outside;

  private Reading(List<Token> tokens) {
    this.tokens = tokens;
    this.open = Names.of(tokens).open();
    this.outside = Names.outsideFunctions(tokens);
  }

  static Reading of(String text) {
    return new Reading(Tokens.of(text));
  }

  /** Whether there is nothing but comments. */
  boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** Whether it has functions, and nothing in any of them. */
  boolean hasEmptyFunctionsOnly() {
    return Names.haveEmptyFunctionsOnly(tokens);
  }

  /** The names it uses and does not declare, those of the platform among them. */
  Set<String> open() {
    return open;
  }

  /** The types of events that it listens to at its global. */
  Set<String> events() {
    Set<String> types = new TreeSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean isGlobal = !is(i - 1, ".") || GLOBALS.contains(text(i - 2));
      if (is(i, "addEventListener") && is(i + 1, "(") && isGlobal && isString(i + 2)) {
        types.add(text(i + 2));
      } else if (text(i).startsWith("on")
          && is(i + 1, "=")
          && is(i - 1, ".")
          && GLOBALS.contains(text(i - 2))) {
        types.add(text(i).substring(2));
      }
    }
    return types;
  }

  /** Whether it has a member access such as {@code navigator.serviceWorker.}, or a name alone. */
  boolean mentions(String... names) {
    for (int i = 0; i < tokens.size(); i++) {
      boolean all = !is(i - 1, ".");
      for (int j = 0; all && j < names.length; j++) {
        all = is(i + 2 * j, names[j]) && (j == 0 || is(i + 2 * j - 1, "."));
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  /** Whether it calls a function or method of this name. */
  boolean calls(String name) {
    for (int i = 0; i < tokens.size(); i++) {
      if (is(i, name) && is(i + 1, "(")) {
        return true;
      }
    }
    return false;
  }

  /** Whether it waits or returns outside of functions, which a script cannot. */
  boolean needsFunction() {
    return outside.stream().anyMatch(i -> is(i, "await") && !is(i - 1, "for") || is(i, "return"));
  }

  /** The strings that a property is compared with: {@code event.tag === "x"}. */
  List<String> comparedWith(String property) {
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (is(i, property) && (is(i + 1, "===") || is(i + 1, "==")) && isString(i + 2)) {
        strings.add(text(i + 2));
      }
    }
    return strings;
  }

  /** All strings in it. */
  Set<String> strings() {
    Set<String> strings = new LinkedHashSet<>();
    for (Token token : tokens) {
      if (token.kind() == Kind.STRING) {
        strings.add(token.text());
      }
    }
    return strings;
  }

  /** Whether it puts texts together, by templates. */
  boolean hasTemplates() {
    return tokens.stream()
        .anyMatch(token -> token.kind() == Kind.LITERAL && token.text().startsWith("`"));
  }

  /** The URLs in its calls of {@code addAll}, where they stand there or in an array with a name. */
  List<String> addedUrls() {
    Map<String, List<String>> arrays = arrays();
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (is(i, "addAll") && is(i + 1, "(") && is(i - 1, ".")) {
        urls.addAll(
            is(i + 2, "[") && is(Names.closing(tokens, i + 2) + 1, ")")
                ? strings(i + 2)
                : is(i + 3, ")") ? arrays.getOrDefault(text(i + 2), List.of()) : List.of());
      }
    }
    return urls;
  }

  /** Arrays of strings by their names: {@code const NAME = [...]}. */
  private Map<String, List<String>> arrays() {
    Map<String, List<String>> arrays = new LinkedHashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (is(i, "=") && is(i + 1, "[")) {
        arrays.put(text(i - 1), strings(i + 1));
      }
    }
    return arrays;
  }

  private List<String> strings(int open) {
    List<String> strings = new ArrayList<>();
    for (int i = open + 1; i < Names.closing(tokens, open); i++) {
      if (isString(i)) {
        strings.add(text(i));
      }
    }
    return strings;
  }

  /**
   * Functions at its top level that nothing in it calls or names, in their order, each with the
   * name of its first parameter, which is empty where it has none.
   */
  Map<String, String> uncalled() {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i : outside) {
      if (is(i, "function")) {
        int name = is(i + 1, "*") ? i + 2 : i + 1;
        add(names, text(name), text(name + 2));
      } else if (is(i, "const") && is(i + 2, "=")) {
        int value = is(i + 3, "async") ? i + 4 : i + 3;
        if (is(value, "(") && is(Names.closing(tokens, value) + 1, "=>")) {
          add(names, text(i + 1), text(value + 1));
        }
      }
    }
    return names;
  }

  private void add(Map<String, String> names, String name, String parameter) {
    boolean isOnce = tokens.stream().filter(token -> token.is(name)).count() == 1;
    if (isOnce && !name.equals("(")) {
      names.put(name, parameter.matches("\\w+") ? parameter : "");
    }
  }

  private boolean is(int i, String sign) {
    return i >= 0 && i < tokens.size() && tokens.get(i).is(sign);
  }

  private boolean isString(int i) {
    return i < tokens.size() && tokens.get(i).kind() == Kind.STRING;
  }

  private String text(int i) {
    return i >= 0 && i < tokens.size() ? tokens.get(i).text() : "";
  }
}
