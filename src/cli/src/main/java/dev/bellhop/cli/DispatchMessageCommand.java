package dev.bellhop.cli;

import dev.bellhop.WorkerEvent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A message from outside. */
@Command(
    name = "message",
    header = "A message arrives that no page or worker has sent.",
    description = "Its source is null.",
    footer = {
      "",
      "Examples:",
      "  bellhop dispatch examples/push-and-sync message --data '{\"type\": \"SKIP_WAITING\"}'"
    })
final class DispatchMessageCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "JSON", required = true, description = "The message.")
  private String json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;

  DispatchMessageCommand(DispatchCommand dispatch) {
    this.dispatch = dispatch;
  }

  @Override
  public Integer call() {
    return dispatch.dispatch(new WorkerEvent.Message(json));
  }
}
