package dev.bellhop.cli;

import dev.bellhop.WorkerEvent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The push subscription is given up. */
@Command(
    name = "pushsubscriptionchange",
    header = "The push subscription is given up.",
    footer = {"", "Examples:", "  bellhop dispatch examples/push-and-sync pushsubscriptionchange"})
final class DispatchPushSubscriptionChangeCommand implements Callable<Integer> {

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;

  DispatchPushSubscriptionChangeCommand(DispatchCommand dispatch) {
    this.dispatch = dispatch;
  }

  @Override
  public Integer call() {
    return dispatch.dispatch(new WorkerEvent.PushSubscriptionChange());
  }
}
