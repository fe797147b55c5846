package dev.bellhop.cli;

import dev.bellhop.WorkerEvent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The user deletes an entry of the content index. */
@Command(
    name = "contentdelete",
    header = "The user deletes an entry of the content index.",
    footer = {
      "",
      "Examples:",
      "  bellhop dispatch examples/push-and-sync contentdelete --id article"
    })
final class DispatchContentDeleteCommand implements Callable<Integer> {
  @Option(names = "--id", paramLabel = "ID", required = true, description = "The entry's id.")
  private String id;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;

  DispatchContentDeleteCommand(DispatchCommand dispatch) {
    this.dispatch = dispatch;
  }

  @Override
  public Integer call() {
    return dispatch.dispatch(new WorkerEvent.ContentDelete(id));
  }
}
