package dev.bellhop.conformance.mdn;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final String CHECK =
      "((holds) => console.debug('bellhop-mdn:' + JSON.stringify({ type: 'check',"
          + " what: 'its comment is right', holds })))(%s === %s);\n";

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
      default -> "{}";
    };
  }

  /** The script that is run. */
  Fixture.Script script() {
    if (fixture.surrounds()) {
      return fixture.around(block);
    }
    StringBuilder text = new StringBuilder();
    if (reading.needsFunction()) {
      // On the block's first line, so that its lines keep their numbers.
      text.append("(async () => {").append(block.text()).append("})();\n");
    } else {
      text.append(block.text());
    }
    // What an example declares and leaves to its readers to call.
    reading
        .uncalled()
        .forEach(
            (name, parameter) ->
                text.append(name).append('(').append(argument(parameter)).append(");\n"));
    block
        .text()
        .lines()
        .map(RETURNS::matcher)
        .filter(Matcher::matches)
        .forEach(line -> text.append(CHECK.formatted(line.group(1), line.group(2))));
    return new Fixture.Script(text.toString(), 0);
  }
}
