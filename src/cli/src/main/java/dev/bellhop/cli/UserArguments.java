package dev.bellhop.cli;

import dev.bellhop.Permission;
import dev.bellhop.PermissionState;
import dev.bellhop.SiteOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the user says to what a site asks for. */
final class UserArguments {
  @Option(
      names = "--permission",
      paramLabel = "NAME=STATE",
      description = {
        "What the user says to what the site may ask for, such as background-fetch=prompt;"
            + " repeatable. The states are granted, denied and prompt. Default: granted."
      })
  private List<String> permissions = new ArrayList<>();

  SiteOptions apply(SiteOptions options) {
    SiteOptions applied = options;
    for (String text : permissions) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw SiteArguments.input(
            "The permission \"" + text + "\" has no state; say " + text + "=granted or so.");
      }
      applied =
          applied.withPermission(
              Permission.named(text.substring(0, equals)), state(text.substring(equals + 1)));
    }
    return applied;
  }

  private static PermissionState state(String text) {
    return switch (text) {
      case "granted" -> PermissionState.GRANTED;
      case "denied" -> PermissionState.DENIED;
      case "prompt" -> PermissionState.PROMPT;
      default ->
          throw SiteArguments.input(
              "A permission is \"granted\", \"denied\" or \"prompt\", and not \"" + text + "\".");
    };
  }
}
