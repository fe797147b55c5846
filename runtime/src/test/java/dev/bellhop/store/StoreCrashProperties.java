package dev.bellhop.store;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * Random work on a store that ends at a random step, by a crash or by a power cut, with the last
 * steps still under way: what was reported is there, nothing is there half, nothing is left over.
 */
class StoreCrashProperties {
  static final int SLOTS = 4;

  /** One thing to do with the body of one slot. */
  record Step(Kind kind, int slot, int size) {}

  enum Kind {
    APPEND,
    FINISH,
    REOPEN,
    DROP,
    CACHE,
    UNCACHE,
    SYNC
  }

  @Provide
  Arbitrary<List<Step>> work() {
    // Around the size from which a body has a file, and far above.
    Arbitrary<Integer> sizes =
        Arbitraries.of(0, 1, 5_000, 20_000, StoreOptions.SMALL_BODY, 40_000, 150_000);
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(Kind.APPEND)),
                Tuple.of(4, Arbitraries.of(Kind.class))),
            Arbitraries.integers().between(0, SLOTS - 1),
            sizes)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void keepsWhatWasReportedThroughACrash(@ForAll("work") List<Step> steps, @ForAll int pause)
      throws Exception {
    try (var run = new CrashRun()) {
      run.perform(steps, pause);
      run.crash();
      run.check(StoreOptions.defaults());
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void keepsWhatWasSyncedThroughAPowerCut(@ForAll("work") List<Step> steps, @ForAll int pause)
      throws Exception {
    try (var run = new CrashRun()) {
      run.perform(steps, pause);
      run.cutPower((pause & 1) == 0);
      run.check(StoreOptions.defaults().withBootId("the next boot"));
    }
  }
}
