package dev.bellhop.cli;

import dev.bellhop.WorkerEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Cookies of the site change. */
@Command(
    name = "cookiechange",
    header = "Cookies of the site change.",
    footer = {
      "",
      "Examples:",
      "  bellhop dispatch examples/push-and-sync cookiechange --changed session=1"
    })
final class DispatchCookieChangeCommand implements Callable<Integer> {
  @Option(
      names = "--changed",
      paramLabel = "NAME=VALUE",
      description = "A cookie that is set; repeatable.")
  private Map<String, String> changed = new LinkedHashMap<>();

  @Option(
      names = "--deleted",
      paramLabel = "NAME",
      description = "A cookie that is deleted or has expired; repeatable.")
  private List<String> deleted = new ArrayList<>();

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;

  DispatchCookieChangeCommand(DispatchCommand dispatch) {
    this.dispatch = dispatch;
  }

  @Override
  public Integer call() {
    return dispatch.dispatch(new WorkerEvent.CookieChange(changed, deleted));
  }
}
