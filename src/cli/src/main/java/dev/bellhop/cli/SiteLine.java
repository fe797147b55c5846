package dev.bellhop.cli;

import dev.bellhop.Site;
import dev.bellhop.SiteOptions;

/** The line that says which site is open. */
final class SiteLine {
  private SiteLine() {}

  static String of(Site site, SiteOptions options) {
    String files =
        options.upstream() != null
            ? "files from " + options.upstream()
            : "files from " + options.folder() + " at " + site.servedAt();
    return "site     " + site.origin() + ", " + files;
  }
}
