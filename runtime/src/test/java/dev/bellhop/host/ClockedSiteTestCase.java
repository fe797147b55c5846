package dev.bellhop.host;

import dev.bellhop.Bellhop;
import dev.bellhop.testing.VirtualClock;

/** Tests that have an empty site each, on a clock that they move. */
abstract class ClockedSiteTestCase extends SiteTestCase {
  final VirtualClock clock = new VirtualClock();

  @Override
  Bellhop.Builder with(Bellhop.Builder builder) {
    return builder.clock(clock);
  }
}
