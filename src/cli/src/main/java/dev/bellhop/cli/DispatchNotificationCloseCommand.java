package dev.bellhop.cli;

import dev.bellhop.WorkerEvent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The user closes a notification, the newest one unless named. */
@Command(
    name = "notificationclose",
    header = "The user closes a notification, the newest one unless named.",
    footer = {
      "",
      "Examples:",
      "  bellhop dispatch examples/push-and-sync notificationclose --tag news"
    })
final class DispatchNotificationCloseCommand implements Callable<Integer> {
  @Mixin private ShownNotification notification = new ShownNotification();

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;

  DispatchNotificationCloseCommand(DispatchCommand dispatch) {
    this.dispatch = dispatch;
  }

  @Override
  public Integer call() {
    return dispatch.dispatch(new WorkerEvent.NotificationClose(notification.idOrTag()));
  }
}
