package dev.bellhop.conformance.mdn;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A block that is to be run.
 *
 * @param kind what kind of example it is
 * @param reading what its text tells
 * @param expected of it
 * @param fixture what stands around it
 */
record Example(Block block, BlockClass kind, Reading reading, Expected expected, Fixture fixture) {
  /** A line that says in a comment what its expression is. */
  private static final Pattern RETURNS =
      Pattern.compile("\\s*([\\w.()\"-]+); // should return ('.*?'|\".*?\").*");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String CHECK =
      "(async () => console.debug('bellhop-mdn:' + JSON.stringify({ type: 'check', what: %s,"
          + " holds: Boolean(await (%s)) })))();\n";

  /** Around a method of an interface, without a line of its own. */
  private static final String CALL =
      "((holder, name) => { const method = holder[name]; holder[name] = function (...args) {"
          + " const result = Reflect.apply(method, this, args);"
          + " Promise.resolve(result).then((value) => console.debug('bellhop-mdn:' +"
          + " JSON.stringify({ type: 'check', what: name + '() comes to what is promised',"
          + " holds: Boolean(%s) })));"
          + " return result; }; })(%s.prototype, %s); ";

  /**
   * Makes one of a block.
   *
   * @param platform the names that a realm has by itself
   */
  static Example of(Block block, MdnExpectations expectations, Set<String> platform) {
    Reading reading = Reading.of(block.text());
    Expected expected = expectations.of(block);
    BlockClass kind =
        expected.kind() == null
            ? BlockClass.of(block, reading, platform)
            : BlockClass.named(expected.kind());
    return new Example(block, kind, reading, expected, expectations.fixture(expected));
  }

  /** Whether it is run in a page, and not in a worker. */
  boolean isForPage() {
    return expected.realm() == null ? kind == BlockClass.PAGE : expected.realm().equals("page");
  }

  private static String argument(String parameter) {
    return switch (parameter.toLowerCase(Locale.ROOT)) {
      case "" -> "";
      case "url", "request", "fileurl", "urloffile" -> "'/products.json'";
      case "article" -> "{ id: 'article-1' }";
      default -> "{}";
    };
  }

  private static String checks(@Nullable Map<String, String> conditions) {
    StringBuilder text = new StringBuilder();
    if (conditions != null) {
      conditions.forEach(
          (what, condition) ->
              text.append(CHECK.formatted(JSON.writeValueAsString(what), condition)));
    }
    return text.toString();
  }

  private String calls() {
    StringBuilder text = new StringBuilder();
    if (expected.calls() != null) {
      expected
          .calls()
          .forEach(
              (method, condition) -> {
                String[] names = method.split("\\.");
                text.append(CALL.formatted(condition, names[0], JSON.writeValueAsString(names[1])));
              });
    }
    return text.toString();
  }

  /** What the page runs in the end. */
  String after() {
    return fixture.after() + checks(expected.then());
  }

  /** The script that is run. */
  Fixture.Script script() {
    // On the block's first line, so that its lines keep their numbers.
    String text = calls() + block.text();
    if (fixture.surrounds()) {
      return fixture.around(text, checks(expected.holds()));
    }
    StringBuilder script = new StringBuilder();
    if (reading.needsFunction()) {
      script.append("(async () => {").append(text).append(checks(expected.holds()));
      script.append("})();\n");
    } else {
      script.append(text);
    }
    // What an example declares and leaves to its readers to call.
    reading
        .uncalled()
        .forEach(
            (name, parameter) ->
                script.append(name).append('(').append(argument(parameter)).append(");\n"));
    if (!reading.needsFunction()) {
      script.append(checks(expected.holds()));
    }
    block
        .text()
        .lines()
        .map(RETURNS::matcher)
        .filter(Matcher::matches)
        .forEach(
            line ->
                script.append(
                    CHECK.formatted(
                        "'its comment is right'", line.group(1) + " === " + line.group(2))));
    return new Fixture.Script(script.toString(), 0);
  }
}
