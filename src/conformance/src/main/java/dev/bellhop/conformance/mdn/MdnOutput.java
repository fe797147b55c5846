package dev.bellhop.conformance.mdn;

import java.util.List;

/** Where results go, in the order of pages and blocks. */
interface MdnOutput {
  /** A block was run. */
  void ran(Outcome outcome, Judgement judgement);

  /** All that there was. */
  void total(MdnTotal total);

  /** Several of them, in their order. */
  static MdnOutput all(List<MdnOutput> outputs) {
    return new MdnOutput() {
      @Override
      public void ran(Outcome outcome, Judgement judgement) {
        outputs.forEach(output -> output.ran(outcome, judgement));
      }

      @Override
      public void total(MdnTotal total) {
        outputs.forEach(output -> output.total(total));
      }
    };
  }
}
