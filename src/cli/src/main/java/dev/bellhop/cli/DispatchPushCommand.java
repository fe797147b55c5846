package dev.bellhop.cli;

import dev.bellhop.WorkerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A push message arrives. */
@Command(
    name = "push",
    header = "A push message arrives.",
    footer = {
      "",
      "Examples:",
      "  bellhop dispatch examples/push-and-sync push --data '{\"a\":1}'",
      "  bellhop dispatch examples/push-and-sync push --data @message.bin"
    })
final class DispatchPushCommand implements Callable<Integer> {
  /** The message, in one of two forms. */
  private static final class Content {
    @Option(
        names = "--data",
        paramLabel = "TEXT",
        description = "The message as text; @FILE takes it from a file, @@ begins with an @.")
    private @Nullable String text;

    @Option(names = "--base64", paramLabel = "BASE64", description = "The message's bytes.")
    private @Nullable String base64;
  }

  @ArgGroup private @Nullable Content content;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;

  DispatchPushCommand(DispatchCommand dispatch) {
    this.dispatch = dispatch;
  }

  @Override
  public Integer call() {
    return dispatch.dispatch(new WorkerEvent.Push(content == null ? null : bytes(content)));
  }

  private static byte[] bytes(Content content) {
    if (content.base64 != null) {
      try {
        return Base64.getDecoder().decode(content.base64);
      } catch (IllegalArgumentException e) {
        throw SiteArguments.input("\"" + content.base64 + "\" after --base64 is not Base64.");
      }
    }
    String text = String.valueOf(content.text);
    if (!text.startsWith("@")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (text.startsWith("@@")) {
      return text.substring(1).getBytes(StandardCharsets.UTF_8);
    }
    Path file = Path.of(text.substring(1));
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw SiteArguments.input("The file " + file + " after --data cannot be read.");
    }
  }
}
