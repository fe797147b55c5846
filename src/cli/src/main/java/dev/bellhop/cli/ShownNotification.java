package dev.bellhop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which of the notifications that are shown: an argument of the events about one. */
final class ShownNotification {
  /** A name in one of two forms. */
  private static final class Name {
    @Option(names = "--tag", paramLabel = "TAG", description = "The notification's tag.")
    private @Nullable String tag;

    @Option(names = "--id", paramLabel = "ID", description = "The notification's id.")
    private @Nullable String id;
  }

  @ArgGroup private @Nullable Name name;

  /** Its id or tag, or null for the newest one. */
  @Nullable String idOrTag() {
    return name == null ? null : name.tag != null ? name.tag : name.id;
  }
}
