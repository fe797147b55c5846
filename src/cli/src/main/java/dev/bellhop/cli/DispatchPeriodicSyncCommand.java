package dev.bellhop.cli;

import dev.bellhop.WorkerEvent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A periodic background sync is due. */
@Command(
    name = "periodicsync",
    header = "A periodic background sync is due.",
    description = "The tag need not be registered.",
    footer = {"", "Examples:", "  bellhop dispatch examples/push-and-sync periodicsync --tag news"})
final class DispatchPeriodicSyncCommand implements Callable<Integer> {
  @Option(names = "--tag", paramLabel = "TAG", required = true, description = "The sync's tag.")
  private String tag;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;

  DispatchPeriodicSyncCommand(DispatchCommand dispatch) {
    this.dispatch = dispatch;
  }

  @Override
  public Integer call() {
    return dispatch.dispatch(new WorkerEvent.PeriodicSync(tag));
  }
}
