package dev.bellhop.syntax;

import dev.bellhop.syntax.PromiseEnd.Fate;
import dev.bellhop.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows a promise outward from the call that gives it, through the promises that wait for it: the
 * chain of a then(), the async function that awaits it, the callback that returns it. Only what the
 * text shows beyond doubt is said: a value that is put anywhere, or given to a function that is not
 * known, may be waited for.
 *
 * <p>For one thread at a time.
 */
public final class PromiseTrail {
  private static final int NONE = ScriptText.NONE;

  private final ScriptText script;
  private final Expressions expressions;
  private final Quiet quiet;
  private final Predicate<String> knownElsewhere;

  /** The named functions whose calls are being followed. */
  private final Deque<String> followed = new ArrayDeque<>();

  /** Of what named functions return, by the tokens of their names. */
  private final Map<Integer, PromiseEnd> ends = new HashMap<>();

  /**
   * @param knownElsewhere whether another script may use a name of the top level
   */
  public PromiseTrail(ScriptText script, Predicate<String> knownElsewhere) {
    this.script = script;
    this.knownElsewhere = knownElsewhere;
    expressions = new Expressions(script);
    quiet = new Quiet(script, expressions);
  }

  /**
   * A value, by the first and the last token of its expression.
   *
   * @param many whether it is an array of promises
   */
  private record Span(int first, int last, boolean many) {
    int before() {
      return first - 1;
    }

    int behind() {
      return last + 1;
    }
  }

  /**
   * What becomes of the promise that a call gives.
   *
   * @param start the offset of the whole call in the text
   * @param end the offset behind it
   * @param method the name of the function or method that is called
   */
  public PromiseEnd of(int start, int end, String method) {
    int first = script.beginningAt(start);
    int last = script.beginningAt(end - 1);
    int opening = script.partner(last);
    boolean calls = first != NONE && script.is(last, ")") && script.is(opening - 1, method);
    return calls && first < opening && script.isBalanced()
        ? follow(new Span(first, last, false))
        : PromiseEnd.UNKNOWN;
  }

  private PromiseEnd follow(Span value) {
    int before = value.before();
    int behind = value.behind();
    if (script.is(behind, ".") || script.is(behind, "?.")) {
      return chained(value);
    }
    if (isUsed(behind)) {
      return PromiseEnd.UNKNOWN;
    }
    if (script.beginsStatement(value.first)) {
      return script.endsStatementBefore(behind)
          ? end(Fate.DROPPED, value.first)
          : PromiseEnd.UNKNOWN;
    }
    if (isInParentheses(value)) {
      return follow(new Span(before, behind, value.many));
    }
    if (script.is(before, "?") && script.is(behind, ":")) {
      int alternative = expressions.end(behind + 1);
      return follow(new Span(expressions.startOfOperands(before), alternative, value.many));
    }
    return expressions.endsBefore(behind) ? handed(value) : PromiseEnd.UNKNOWN;
  }

  /** Whether a call's result is called, or a member of it taken. */
  private boolean isUsed(int behind) {
    return script.is(behind, "(")
        || script.is(behind, "[")
        || script.is(behind, Kind.TEMPLATE)
        || script.is(behind, Kind.TEMPLATE_HEAD);
  }

  private boolean isInParentheses(Span value) {
    return script.partner(value.before()) == value.behind()
        && expressions.isGrouping(value.before());
  }

  /** A value that is all that comes behind an operator, a keyword or a bracket. */
  private PromiseEnd handed(Span value) {
    int before = value.before();
    return switch (script.word(before)) {
      case "await" -> value.many ? PromiseEnd.UNKNOWN : awaited(value);
      case "return", "=>" ->
          value.many ? PromiseEnd.UNKNOWN : result(FunctionText.around(script, value.first));
      case "&&", "||", "??" ->
          follow(new Span(expressions.startOfOperands(before), value.last, value.many));
      case ":" -> alternative(value);
      case "(", ",", "[" -> element(value);
      default -> PromiseEnd.UNKNOWN;
    };
  }

  private PromiseEnd alternative(Span value) {
    int question = script.questionMark(value.before());
    return question == NONE
        ? PromiseEnd.UNKNOWN
        : follow(new Span(expressions.startOfOperands(question), value.last, value.many));
  }

  private PromiseEnd awaited(Span value) {
    FunctionText function = FunctionText.around(script, value.first);
    return function == null
        ? PromiseEnd.UNKNOWN
        : after(quiet.between(value.behind(), function.end()), result(function));
  }

  private PromiseEnd chained(Span value) {
    int opening = value.behind() + 2;
    int closing = script.partner(opening);
    if (value.many || !isThen(opening - 1) || !script.is(opening, "(")) {
      return PromiseEnd.UNKNOWN;
    }
    boolean isQuiet = quiet.givesOnlyFunctions(opening) && quiet.between(opening + 1, closing);
    return after(isQuiet, follow(new Span(value.first, closing, false)));
  }

  /** The end behind code that runs when the promise is settled. */
  private static PromiseEnd after(boolean isQuiet, PromiseEnd end) {
    return isQuiet || end.fate() != Fate.DROPPED ? end : new PromiseEnd(Fate.UNHEARD, end.at());
  }

  private boolean isThen(int name) {
    return script.isProperty(name) && script.isAny(name, "then", "catch", "finally");
  }

  private PromiseEnd end(Fate fate, int token) {
    return new PromiseEnd(fate, script.token(token).start());
  }

  /** A value in an array, or among the arguments of a call. */
  private PromiseEnd element(Span value) {
    int opening = script.parent(value.first);
    if (script.is(opening, "[") && !script.endsOperand(opening - 1) && !value.many) {
      return follow(new Span(opening, script.partner(opening), true));
    }
    boolean isOnly = value.before() == opening && expressions.isCall(opening);
    boolean ofPromise =
        isOnly && script.is(opening - 2, ".") && script.isKeyword(opening - 3, "Promise");
    boolean waits =
        value.many
            ? script.isAny(opening - 1, "all", "allSettled", "any", "race")
            : script.is(opening - 1, "resolve");
    return ofPromise && waits
        ? follow(new Span(opening - 3, script.partner(opening), false))
        : PromiseEnd.UNKNOWN;
  }

  /** What becomes of what a function returns. */
  private PromiseEnd result(@Nullable FunctionText function) {
    if (function == null) {
      return PromiseEnd.UNKNOWN;
    }
    if (script.brace(function.end()) != Brace.DECLARATION) {
      return called(new Span(function.start(), function.end(), false));
    }
    return script.isExported(function.start()) ? PromiseEnd.UNKNOWN : calls(function.name());
  }

  /** What becomes of what a function returns that stands there, itself or by its name. */
  private PromiseEnd called(Span function) {
    int before = function.before();
    int behind = function.behind();
    if (script.is(behind, "(")) {
      return follow(new Span(function.first, script.partner(behind), false));
    }
    if (isInParentheses(function)) {
      return called(new Span(before, behind, false));
    }
    if (!expressions.endsBefore(behind)) {
      return PromiseEnd.UNKNOWN;
    }
    return switch (script.word(before)) {
      case "=" -> assigned(function);
      case "(", "," -> given(function);
      default -> PromiseEnd.UNKNOWN;
    };
  }

  /** A function that is given to another one. */
  private PromiseEnd given(Span function) {
    int opening = script.parent(function.first);
    int name = opening - 1;
    if (!expressions.isCall(opening)) {
      return PromiseEnd.UNKNOWN;
    }
    boolean isMember = script.isProperty(name);
    if (isMember && script.is(name, "forEach")) {
      return end(Fate.DROPPED, function.first);
    }
    boolean maps = isMember && script.is(name, "map");
    if (maps || isThen(name)) {
      int start = expressions.startOfChain(name);
      return start == NONE
          ? PromiseEnd.UNKNOWN
          : follow(new Span(start, script.partner(opening), maps));
    }
    if (!isOfWorker(name)) {
      return PromiseEnd.UNKNOWN;
    }
    if (script.isAny(name, "setTimeout", "setInterval", "queueMicrotask")) {
      return end(Fate.DROPPED, function.first);
    }
    boolean listens =
        script.is(name, "addEventListener")
            && script.is(opening + 1, Kind.STRING)
            && function.first == opening + 3;
    return listens ? end(Fate.UNHEARD, function.first) : PromiseEnd.UNKNOWN;
  }

  /** Whether a name is one of the global scope, as far as it shows. */
  private boolean isOfWorker(int name) {
    return !script.isProperty(name)
        || script.isAny(name - 2, "self", "globalThis") && !script.isProperty(name - 2);
  }

  private PromiseEnd assigned(Span function) {
    int name = function.before() - 1;
    if (!script.is(name, Kind.NAME)) {
      return PromiseEnd.UNKNOWN;
    }
    if (!script.isProperty(name) && script.isAny(name - 1, "const", "let", "var")) {
      return script.isExported(name - 1) ? PromiseEnd.UNKNOWN : calls(name);
    }
    boolean listens = script.word(name).startsWith("on") && isOfWorker(name);
    return listens && script.endsStatementBefore(function.behind())
        ? end(Fate.UNHEARD, function.first)
        : PromiseEnd.UNKNOWN;
  }

  /** What becomes of what a function returns wherever it is called, by the name's declaration. */
  private PromiseEnd calls(int declared) {
    String name = script.word(declared);
    boolean isHidden = script.parent(declared) != NONE || !knownElsewhere.test(name);
    if (!isHidden || followed.contains(name)) {
      return PromiseEnd.UNKNOWN;
    }
    PromiseEnd known = ends.get(declared);
    if (known != null) {
      return known;
    }
    followed.push(name);
    PromiseEnd common = null;
    for (int token = 0; token < script.size() && common != PromiseEnd.UNKNOWN; token++) {
      if (token != declared && script.is(token, name)) {
        PromiseEnd end =
            script.isProperty(token) ? PromiseEnd.UNKNOWN : called(new Span(token, token, false));
        // The most careful one: the order is from certain to unknown.
        common = common == null || end.fate().compareTo(common.fate()) > 0 ? end : common;
      }
    }
    followed.pop();
    PromiseEnd end = common == null ? PromiseEnd.UNKNOWN : common;
    ends.put(declared, end);
    return end;
  }
}
