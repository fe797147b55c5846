package dev.bellhop.cli;

import dev.bellhop.WorkerEvent;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The user clicks a notification, the newest one unless named. */
@Command(
    name = "notificationclick",
    header = "The user clicks a notification, the newest one unless named.",
    footer = {
      "",
      "Examples:",
      "  bellhop dispatch examples/push-and-sync notificationclick --tag news --action open"
    })
final class DispatchNotificationClickCommand implements Callable<Integer> {
  @Mixin private ShownNotification notification = new ShownNotification();

  @Option(
      names = "--action",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The action that is clicked. Default: the notification itself.")
  private String action;

  @Option(names = "--reply", paramLabel = "TEXT", description = "What the user writes.")
  private @Nullable String reply;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;

  DispatchNotificationClickCommand(DispatchCommand dispatch) {
    this.dispatch = dispatch;
  }

  @Override
  public Integer call() {
    return dispatch.dispatch(
        new WorkerEvent.NotificationClick(notification.idOrTag(), action, reply));
  }
}
