package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.Page;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** Parses blocks that are not meant to be run. */
final class SyntaxCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Page page;

  /** With a page whose realm parses. */
  SyntaxCheck(Page page) {
    this.page = page;
  }

  /**
   * Parses a block, as the body of a function that may wait.
   *
   * @param findings get what is wrong with it
   */
  void check(Block block, Findings findings) throws InterruptedException, TimeoutException {
    // The word at the beginning of a method's syntax may be a reserved one.
    String text = block.text().replaceAll("(?m)^(delete)\\(", "_$1(");
    try {
      Stage.get(
          page.runScript(
              "bellhop:parse",
              "(async () => {}).constructor(" + JSON.writeValueAsString(text) + ");"));
      findings.parsed();
    } catch (BellhopException e) {
      findings.problem("SyntaxError", String.valueOf(e.getMessage()));
    }
  }
}
