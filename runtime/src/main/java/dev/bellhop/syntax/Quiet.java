package dev.bellhop.syntax;

import dev.bellhop.syntax.Token.Kind;
import java.util.Set;

/**
 * Tells code that nobody can notice from code that may tell somebody that it was reached, as by
 * calling the function that resolves a promise.
 */
final class Quiet {
  /** Methods of the platform, which call nothing of the script's. */
  private static final Set<String> METHODS =
      Set.of(
          ("add addAll all allSettled any arrayBuffer at blob claim clone close concat delete entries"
                  + " endsWith error focus get getAll getNotifications has includes json join keys"
                  + " match matchAll navigate open openWindow parse push put race replace set"
                  + " showNotification skipWaiting slice split startsWith stringify test text toString"
                  + " trim values warn")
              .split(" "));

  /** Methods that call what they are given. */
  private static final Set<String> CALLING =
      Set.of("then", "catch", "finally", "map", "forEach", "filter", "find", "some", "every");

  private static final Set<String> FUNCTIONS =
      Set.of(
          ("Boolean Date Error Headers Map Number Request Response Set String TypeError URL fetch"
                  + " skipWaiting")
              .split(" "));

  private final ScriptText script;
  private final Expressions expressions;

  Quiet(ScriptText script, Expressions expressions) {
    this.script = script;
    this.expressions = expressions;
  }

  /** Whether none of the calls between two tokens, both of them among these, is noticed. */
  boolean between(int first, int last) {
    for (int token = first; token <= last; token++) {
      if (expressions.isCall(token) && !isUnnoticed(token)) {
        return false;
      }
    }
    return true;
  }

  private boolean isUnnoticed(int opening) {
    int name = opening - 1;
    if (!script.is(name, Kind.NAME)) {
      return false;
    }
    if (!script.isProperty(name)) {
      return FUNCTIONS.contains(script.word(name));
    }
    return script.isKeyword(name - 2, "console")
        || METHODS.contains(script.word(name))
        || CALLING.contains(script.word(name)) && givesOnlyFunctions(opening);
  }

  /** Whether each argument of a call is a function that is written there, or none at all. */
  boolean givesOnlyFunctions(int opening) {
    int closing = script.partner(opening);
    int argument = opening + 1;
    while (argument < closing) {
      int end = expressions.end(argument);
      if (!isFunction(argument, end)) {
        return false;
      }
      argument = end + 2;
    }
    return true;
  }

  private boolean isFunction(int first, int last) {
    int start = script.isKeyword(first, "async") ? first + 1 : first;
    if (script.is(first, "null") || script.is(first, "undefined")) {
      return first == last;
    }
    return script.is(start, "function")
        ? script.brace(last) == Brace.FUNCTION
        : script.is(script.behind(start), "=>");
  }
}
