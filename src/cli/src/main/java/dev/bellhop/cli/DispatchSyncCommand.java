package dev.bellhop.cli;

import dev.bellhop.WorkerEvent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A background sync is due. */
@Command(
    name = "sync",
    header = "A background sync is due.",
    description = "The tag need not be registered.",
    footer = {
      "",
      "Examples:",
      "  bellhop dispatch examples/push-and-sync sync --tag outbox --last-chance"
    })
final class DispatchSyncCommand implements Callable<Integer> {
  @Option(names = "--tag", paramLabel = "TAG", required = true, description = "The sync's tag.")
  private String tag;

  @Option(names = "--last-chance", description = "It is the last attempt.")
  private boolean lastChance;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;

  DispatchSyncCommand(DispatchCommand dispatch) {
    this.dispatch = dispatch;
  }

  @Override
  public Integer call() {
    return dispatch.dispatch(new WorkerEvent.Sync(tag, lastChance));
  }
}
