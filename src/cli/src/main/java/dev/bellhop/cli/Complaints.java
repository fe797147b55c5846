package dev.bellhop.cli;

import dev.bellhop.BellhopException;
import dev.bellhop.SourceFrame;
import dev.bellhop.cli.display.Excerpt;
import dev.bellhop.cli.display.Plain;
import dev.bellhop.cli.display.Terminal;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what was wrong, and knows the exit code for it. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Terminal terminal;

  Complaints(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String sentence =
        switch (e) {
          case UnmatchedArgumentException unmatched -> unmatched(unmatched, command);
          case MissingParameterException missing -> missing(missing) + ".";
          default -> invalid(e);
        };
    terminal.err().println(sentence(name, sentence + " (" + name + " --help explains.)"));
    return ExitCode.BAD_INPUT;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof BellhopException known) {
      say(known);
      if (known.kind() == BellhopException.Kind.DAMAGED) {
        terminal
            .err()
            .println("    to set it aside and keep what can be read: " + cure(parseResult));
      }
      return ExitCode.of(known);
    }
    terminal
        .err()
        .println(sentence("bellhop", "this is a mistake in Bellhop itself, please report it:"));
    cause.printStackTrace(terminal.err());
    return ExitCode.FAILED;
  }

  /** The command for the site, and the data folder, that the failed one was for. */
  private static String cure(ParseResult failed) {
    ParseResult innermost = failed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    String site =
        innermost.hasMatchedPositional(0)
            ? innermost.matchedPositional(0).stringValues().getFirst()
            : "<site>";
    String data =
        innermost.hasMatchedOption("--data")
            ? " --data " + innermost.matchedOption("--data").stringValues().getFirst()
            : "";
    return "bellhop caches verify " + site + data + " --set-aside";
  }

  /** A failure, and where it has one, its place in the script. */
  void say(BellhopException failure) {
    SourceFrame frame = failure.frame();
    String place = frame == null ? "" : Excerpt.place(frame) + ": ";
    terminal.err().println(sentence("bellhop", place + failure.getMessage()));
    if (frame != null) {
      Excerpt.lines(frame).forEach(line -> terminal.err().println("    " + line));
    }
  }

  private String sentence(String who, String what) {
    return terminal.style().strong(who + ":") + " " + Plain.line(what);
  }

  private static String unmatched(UnmatchedArgumentException e, CommandLine command) {
    String unknown = e.getUnmatched().getFirst();
    boolean verb = !e.isUnknownOption() && !command.getSubcommands().isEmpty();
    if (!e.isUnknownOption() && !verb) {
      return "one argument too many: " + unknown + ".";
    }
    List<String> suggestions = e.getSuggestions();
    return (verb ? "unknown command " : "unknown option ")
        + unknown
        + (suggestions.isEmpty() ? "." : "; did you mean " + suggestions.getFirst() + "?");
  }

  private static String missing(MissingParameterException e) {
    return "missing "
        + e.getMissing().stream()
            .map(
                argument ->
                    argument instanceof OptionSpec option
                        ? argument.paramLabel() + " after " + option.longestName()
                        : argument.paramLabel())
            .distinct()
            .collect(Collectors.joining(" and "));
  }

  private static String invalid(ParameterException e) {
    if (e.getArgSpec() instanceof OptionSpec option && e.getValue() != null) {
      return option.longestName() + " cannot be \"" + e.getValue() + "\".";
    }
    return e.getMessage().replaceFirst("\\.?$", ".");
  }
}
