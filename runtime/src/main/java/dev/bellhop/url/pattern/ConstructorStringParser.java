package dev.bellhop.url.pattern;

import dev.bellhop.url.SpecialScheme;
import dev.bellhop.url.pattern.Token.Type;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a pattern that is written like a URL into its components.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/#constructor-string-parsing">URL Pattern:
 *     constructor string parsing</a>
 */
final class ConstructorStringParser {
  private enum State {
    INIT(null),
    PROTOCOL(ComponentName.PROTOCOL),
    AUTHORITY(null),
    USERNAME(ComponentName.USERNAME),
    PASSWORD(ComponentName.PASSWORD),
    HOSTNAME(ComponentName.HOSTNAME),
    PORT(ComponentName.PORT),
    PATHNAME(ComponentName.PATHNAME),
    SEARCH(ComponentName.SEARCH),
    HASH(ComponentName.HASH),
    DONE(null);

    /** What the text of the state is, where it is kept. */
    final @Nullable ComponentName component;

    State(@Nullable ComponentName component) {
      this.component = component;
    }

    /** Whether this comes before another in a URL. */
    boolean isBefore(State other) {
      return compareTo(other) < 0;
    }
  }

  private final String input;
  private final RegExpCompiler regExps;
  private final List<Token> tokens;
  private final Map<ComponentName, String> result = new EnumMap<>(ComponentName.class);
  private State state = State.INIT;
  private int componentStart;
  private int index;
  private int increment = 1;
  private int groupDepth;
  private int bracketDepth;
  private boolean specialScheme;

  private ConstructorStringParser(String input, RegExpCompiler regExps) {
    this.input = input;
    this.regExps = regExps;
    tokens = Tokenizer.tokenize(input, Tokenizer.Policy.LENIENT);
  }

  static UrlPatternInit parse(String input, RegExpCompiler regExps) {
    ConstructorStringParser parser = new ConstructorStringParser(input, regExps);
    parser.run();
    return new UrlPatternInit(parser.result);
  }

  private void run() {
    while (state != State.DONE) {
      increment = 1;
      Type type = tokens.get(index).type();
      if (type == Type.END) {
        end();
      } else if (type == Type.OPEN) {
        groupDepth++;
      } else if (type == Type.CLOSE && groupDepth > 0) {
        groupDepth--;
      } else if (groupDepth == 0) {
        step();
      }
      index += increment;
    }
    if (result.containsKey(ComponentName.HOSTNAME)) {
      // Whoever names a host but no port means the default port.
      result.putIfAbsent(ComponentName.PORT, "");
    }
  }

  private void end() {
    switch (state) {
      case INIT -> {
        rewindTo(State.INIT);
        if (isHashPrefix()) {
          changeState(State.HASH, 1);
        } else if (isSearchPrefix()) {
          changeState(State.SEARCH, 1);
        } else {
          changeState(State.PATHNAME, 0);
        }
      }
      case AUTHORITY -> rewindTo(State.HOSTNAME);
      default -> changeState(State.DONE, 0);
    }
  }

  private void step() {
    switch (state) {
      case INIT -> {
        if (isChar(":", index)) {
          rewindTo(State.PROTOCOL);
        }
      }
      case PROTOCOL -> {
        if (isChar(":", index)) {
          endProtocol();
        }
      }
      case AUTHORITY -> {
        if (isChar("@", index)) {
          rewindTo(State.USERNAME);
        } else if (isChar("/", index) || isSearchPrefix() || isHashPrefix()) {
          rewindTo(State.HOSTNAME);
        }
      }
      case USERNAME -> {
        if (isChar(":", index)) {
          changeState(State.PASSWORD, 1);
        } else if (isChar("@", index)) {
          changeState(State.HOSTNAME, 1);
        }
      }
      case PASSWORD -> {
        if (isChar("@", index)) {
          changeState(State.HOSTNAME, 1);
        }
      }
      case HOSTNAME -> hostname();
      case PORT, PATHNAME, SEARCH -> startLaterComponent();
      case HASH, DONE -> {}
    }
  }

  private void endProtocol() {
    String protocol = componentString();
    Component component =
        Component.compile(protocol, Canonicalization.PROTOCOL, PatternOptions.DEFAULT, regExps);
    specialScheme = matchesSpecialScheme(component);
    if (isChar("/", index + 1) && isChar("/", index + 2)) {
      changeState(State.AUTHORITY, 3);
    } else {
      changeState(specialScheme ? State.AUTHORITY : State.PATHNAME, 1);
    }
  }

  /**
   * Whether the protocols that a pattern matches include a special one.
   *
   * @see <a
   *     href="https://urlpattern.spec.whatwg.org/#protocol-component-matches-a-special-scheme">URL
   *     Pattern: protocol component matches a special scheme</a>
   */
  static boolean matchesSpecialScheme(Component protocol) {
    return SpecialScheme.NAMES.stream()
        .anyMatch(scheme -> protocol.matcher().match(scheme) != null);
  }

  private void hostname() {
    if (isChar("[", index)) {
      bracketDepth++;
    } else if (isChar("]", index)) {
      bracketDepth--;
    } else if (isChar(":", index) && bracketDepth == 0) {
      changeState(State.PORT, 1);
    } else {
      startLaterComponent();
    }
  }

  /** Goes on to pathname, search or hash where their mark is and they may come. */
  private void startLaterComponent() {
    if (state.isBefore(State.PATHNAME) && isChar("/", index)) {
      changeState(State.PATHNAME, 0);
    } else if (state.isBefore(State.SEARCH) && isSearchPrefix()) {
      changeState(State.SEARCH, 1);
    } else if (isHashPrefix()) {
      changeState(State.HASH, 1);
    }
  }

  /**
   * Ends a component and starts another; what is skipped between the two is empty.
   *
   * @see <a href="https://urlpattern.spec.whatwg.org/#change-state">URL Pattern: change state</a>
   */
  private void changeState(State next, int skip) {
    if (state.component != null) {
      result.put(state.component, componentString());
    }
    if (state != State.INIT && next != State.DONE) {
      if (state.isBefore(State.HOSTNAME) && State.HOSTNAME.isBefore(next)) {
        result.putIfAbsent(ComponentName.HOSTNAME, "");
      }
      if (state.isBefore(State.PATHNAME) && State.PATHNAME.isBefore(next)) {
        result.putIfAbsent(ComponentName.PATHNAME, specialScheme ? "/" : "");
      }
      if (state.isBefore(State.SEARCH) && State.SEARCH.isBefore(next)) {
        result.putIfAbsent(ComponentName.SEARCH, "");
      }
    }
    state = next;
    index += skip;
    componentStart = index;
    increment = 0;
  }

  private void rewindTo(State next) {
    index = componentStart;
    increment = 0;
    state = next;
  }

  private Token token(int index) {
    return tokens.get(Math.min(index, tokens.size() - 1));
  }

  /** Whether a token is this character and nothing else in a pattern's syntax. */
  private boolean isChar(String value, int index) {
    Token token = token(index);
    return token.value().equals(value)
        && switch (token.type()) {
          case CHAR, ESCAPED_CHAR, INVALID_CHAR -> true;
          default -> false;
        };
  }

  private boolean isHashPrefix() {
    return isChar("#", index);
  }

  /** A question mark starts the search, unless it makes optional what stands before it. */
  private boolean isSearchPrefix() {
    if (isChar("?", index)) {
      return true;
    }
    if (!token(index).value().equals("?")) {
      return false;
    }
    return index == 0
        || switch (token(index - 1).type()) {
          case NAME, REGEXP, CLOSE, ASTERISK -> false;
          default -> true;
        };
  }

  private String componentString() {
    return input.substring(token(componentStart).index(), token(index).index());
  }
}
