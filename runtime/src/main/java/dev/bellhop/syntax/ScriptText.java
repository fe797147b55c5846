package dev.bellhop.syntax;

import dev.bellhop.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A script's text, taken apart into tokens and brackets, with answers to where statements begin and
 * end. Nothing is refused: of a text that is no script the answers mean nothing.
 *
 * <p>GraalJS has a parser, but its packages ({@code com.oracle.js.parser}) are exported to
 * Node.js's module only, and the instruments of the polyglot API, which see expressions, slow all
 * scripts down while one is attached. What the remarks need is little beside a whole syntax tree.
 *
 * <p>Tokens go by their numbers, from 0. Safe from any thread.
 */
public final class ScriptText {
  static final int NONE = -1;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Integer> partners = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final List<Brace> braces = new ArrayList<>();

  /** Opening brackets, and beginnings of substitutions, that have no end yet. */
  private final Deque<Integer> open = new ArrayDeque<>();

  /** The beginnings of the templates that have no end yet. */
  private final Deque<Integer> heads = new ArrayDeque<>();

  /** How many brackets are open around the classes whose body has not begun. */
  private final Deque<Integer> classes = new ArrayDeque<>();

  private boolean balanced = true;

  /** Takes a text apart, in a time that grows as the text does. */
  public ScriptText(String text) {
    this.text = text;
    new Tokenizer(text, this).run();
  }

  /** The next token. */
  void add(Token added) {
    int token = size();
    tokens.add(added);
    partners.add(NONE);
    braces.add(Brace.NONE);
    Kind kind = added.kind();
    char c = kind == Kind.PUNCTUATOR ? character(token) : 0;
    if (kind == Kind.TEMPLATE_MIDDLE || kind == Kind.TEMPLATE_TAIL) {
      open.pop();
    } else if (c == ')' || c == ']' || c == '}') {
      close(token, c);
    }
    parents.add(open.isEmpty() ? NONE : open.peek());
    switch (kind) {
      case TEMPLATE_HEAD -> heads.push(token);
      case TEMPLATE_TAIL -> marry(heads.pop(), token);
      case NAME -> {
        if (is(token, "class") && !isProperty(token)) {
          classes.push(open.size());
        }
      }
      default -> {
        if (c == '{') {
          braces.set(token, opened(token));
        } else if (c == ':' && isKeyword(token - 1, "class")) {
          // It is a member's name.
          classes.pop();
        }
      }
    }
    if (c == '(' || c == '[' || c == '{' || interrupts(token)) {
      open.push(token);
    }
  }

  private char character(int token) {
    Token found = tokens.get(token);
    return found.end() - found.start() == 1 ? text.charAt(found.start()) : 0;
  }

  private void marry(int first, int second) {
    partners.set(first, second);
    partners.set(second, first);
  }

  private void close(int token, char c) {
    int opener = open.isEmpty() ? NONE : open.peek();
    if (opener == NONE || character(opener) != (c == ')' ? '(' : c == ']' ? '[' : '{')) {
      balanced = false;
      return;
    }
    open.pop();
    marry(opener, token);
    braces.set(token, braces.get(opener));
  }

  private Brace opened(int token) {
    if (!classes.isEmpty() && classes.peek() == open.size() && !is(token - 1, "extends")) {
      classes.pop();
      return Brace.CLASS;
    }
    int before = token - 1;
    if (before < 0) {
      return Brace.BLOCK;
    }
    if (!is(before, Kind.PUNCTUATOR)) {
      return beginsObject(before) ? Brace.OBJECT : Brace.BLOCK;
    }
    return switch (word(before)) {
      case ")" -> endsHead(before) ? Brace.BLOCK : body(before);
      case "=>" -> Brace.FUNCTION;
      case ";", "]" -> Brace.BLOCK;
      case "{", "}" -> brace(before) == Brace.OBJECT ? Brace.OBJECT : Brace.BLOCK;
      case ":" -> isLabel(before) ? Brace.BLOCK : Brace.OBJECT;
      default -> Brace.OBJECT;
    };
  }

  /** The body of the function whose parameters end there. */
  private Brace body(int parametersEnd) {
    int name = partner(parametersEnd) - 1;
    int star = is(name, Kind.NAME) && !isKeyword(name, "function") ? name - 1 : name;
    int function = is(star, "*") ? star - 1 : star;
    int start = isKeyword(function - 1, "async") ? function - 1 : function;
    boolean declares =
        isKeyword(function, "function") && (beginsStatement(start) || isExported(start));
    return declares ? Brace.DECLARATION : Brace.FUNCTION;
  }

  /** Whether an object literal, but no block, may stand behind a name or a literal. */
  private boolean beginsObject(int token) {
    return interrupts(token)
        || !isProperty(token)
            && switch (word(token)) {
              case "import", "export", "const", "let", "var" -> true;
              case "else", "do" -> false;
              default -> Keywords.isBeforeOperand(word(token));
            };
  }

  /** Whether it is the part of a template before a substitution. */
  boolean interrupts(int token) {
    return is(token, Kind.TEMPLATE_HEAD) || is(token, Kind.TEMPLATE_MIDDLE);
  }

  /** Whether a closing brace would end a template's substitution. */
  boolean inSubstitution() {
    return !open.isEmpty() && interrupts(open.peek());
  }

  /** Whether every bracket has its partner; if not, the text was not understood. */
  boolean isBalanced() {
    return balanced && open.isEmpty();
  }

  int size() {
    return tokens.size();
  }

  Token token(int token) {
    return tokens.get(token);
  }

  /** What a token reads; empty where there is none. */
  String word(int token) {
    return exists(token) ? text.substring(tokens.get(token).start(), tokens.get(token).end()) : "";
  }

  /** Whether there is such a token, and reads so. */
  boolean is(int token, String word) {
    return exists(token)
        && tokens.get(token).end() - tokens.get(token).start() == word.length()
        && text.startsWith(word, tokens.get(token).start());
  }

  /** Whether there is such a token, and reads as one of these. */
  boolean isAny(int token, String... words) {
    for (String word : words) {
      if (is(token, word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is such a token, of that kind. */
  boolean is(int token, Kind kind) {
    return exists(token) && tokens.get(token).kind() == kind;
  }

  private boolean exists(int token) {
    return token >= 0 && token < size();
  }

  /** Whether a name is that of a member, behind a dot. */
  boolean isProperty(int name) {
    return is(name - 1, ".") || is(name - 1, "?.");
  }

  /** Whether it is a keyword, and no member of that name. */
  boolean isKeyword(int token, String keyword) {
    return is(token, keyword) && !isProperty(token);
  }

  /** Whether the declaration that begins with a token is seen by other modules where it stands. */
  boolean isExported(int start) {
    return isKeyword(start - 1, "export") || isKeyword(start - 1, "default");
  }

  /** The token that begins at an offset, or {@link #NONE}. */
  int beginningAt(int offset) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) / 2;
      int start = tokens.get(middle).start();
      if (start == offset) {
        return middle;
      }
      low = start < offset ? middle + 1 : low;
      high = start < offset ? high : middle - 1;
    }
    return NONE;
  }

  /** A bracket's other one, or that of a whole template; or {@link #NONE}. */
  int partner(int token) {
    return exists(token) ? partners.get(token) : NONE;
  }

  /** The innermost bracket, or beginning of a substitution, around a token; or {@link #NONE}. */
  int parent(int token) {
    return exists(token) ? parents.get(token) : NONE;
  }

  Brace brace(int token) {
    return exists(token) ? braces.get(token) : Brace.NONE;
  }

  /** The token behind a whole bracket or template that begins there, or behind the token. */
  int behind(int token) {
    return Math.max(token, partner(token)) + 1;
  }

  /** The first token of the whole bracket or template that ends before a token, or that before. */
  int before(int token) {
    int partner = partner(token - 1);
    return partner != NONE && partner < token ? partner : token - 1;
  }

  /** Whether a parenthesis begins the head of a statement, as that of an if. */
  boolean isHead(int opening) {
    int before = opening - 1;
    return isKeyword(before, "await")
        ? isKeyword(before - 1, "for")
        : is(before, Kind.NAME) && !isProperty(before) && Keywords.isBeforeHead(word(before));
  }

  private boolean endsHead(int closing) {
    return is(closing, ")") && isHead(partner(closing));
  }

  /** Whether an operand ends with a token, so that no other one may follow in its line. */
  boolean endsOperand(int token) {
    if (!exists(token)) {
      return false;
    }
    return switch (tokens.get(token).kind()) {
      case TEMPLATE_HEAD, TEMPLATE_MIDDLE -> false;
      case NAME -> isProperty(token) || !Keywords.isBeforeOperand(word(token));
      case PUNCTUATOR ->
          switch (word(token)) {
            case "]", "++", "--" -> true;
            case ")" -> !endsHead(token);
            case "}" -> brace(token).isOperand();
            default -> false;
          };
      default -> true;
    };
  }

  /** Whether a semicolon is left out before a token, which begins a line. */
  boolean isSemicolonBefore(int token) {
    if (!exists(token) || !tokens.get(token).onNewLine() || !endsOperand(token - 1)) {
      return false;
    }
    return switch (tokens.get(token).kind()) {
      case NAME -> !Keywords.isBetweenOperands(word(token));
      case PUNCTUATOR ->
          switch (word(token)) {
            case "{", "}", "!", "~", "@", "++", "--" -> true;
            default -> false;
          };
      case TEMPLATE, TEMPLATE_HEAD, TEMPLATE_MIDDLE, TEMPLATE_TAIL -> false;
      default -> true;
    };
  }

  /** Whether a statement begins with a token, rather than a part of one. */
  boolean beginsStatement(int token) {
    int parent = parent(token);
    if (parent != NONE && !brace(parent).holdsStatements()) {
      return false;
    }
    int before = token - 1;
    if (before == parent || is(before, ";") || isSemicolonBefore(token)) {
      return true;
    }
    return switch (word(before)) {
      case ":" -> isLabel(before);
      case ")" -> endsHead(before);
      case "}" -> is(before, Kind.PUNCTUATOR) && !brace(before).isOperand();
      case "return" -> !isProperty(before) && tokens.get(token).onNewLine();
      case "else", "do" -> !isProperty(before);
      default -> false;
    };
  }

  /** Whether a statement has ended before a token, which may be that behind the last. */
  boolean endsStatementBefore(int token) {
    return token >= size()
        || is(token, ";")
        || is(token, "}") && brace(token).holdsStatements()
        || isSemicolonBefore(token);
  }

  /** Whether a colon stands behind a label or a case, and is no part of an expression. */
  boolean isLabel(int colon) {
    int parent = parent(colon);
    boolean among = parent == NONE || brace(parent).holdsStatements();
    return is(colon, ":") && among && questionMark(colon) == NONE;
  }

  /** The question mark that a colon belongs to, or {@link #NONE}. */
  int questionMark(int colon) {
    return questionMark(colon, 0);
  }

  /** As {@link #questionMark(int)}, where it does not stand before the token {@code first}. */
  int questionMark(int colon, int first) {
    int inner = 0;
    int at = colon;
    while (at > first && at - 1 != parent(colon)) {
      int last = at - 1;
      if (is(last, ";") || isKeyword(last, "case") || is(last, "}") && !brace(last).isOperand()) {
        return NONE;
      }
      if (is(last, ":")) {
        inner++;
      } else if (is(last, "?") && inner-- == 0) {
        return last;
      }
      at = before(at);
    }
    return NONE;
  }
}
