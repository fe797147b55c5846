package dev.bellhop.conformance.mdn;

/**
 * A block that is to be run.
 *
 * @param kind what kind of example it is
 * @param reading what its text tells
 * @param expected of it
 * @param fixture what stands around it
 */
record Example(
    Block block, BlockClass kind, Reading reading, Expected expected, Fixture fixture) {
  /** Whether it is run in a page, and not in a worker. */
  boolean isForPage() {
    return expected.realm() == null ? kind == BlockClass.PAGE : expected.realm().equals("page");
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
    for (String name : reading.uncalled()) {
      text.append(name).append("({});\n");
    }
    return new Fixture.Script(text.toString(), 0);
  }
}
