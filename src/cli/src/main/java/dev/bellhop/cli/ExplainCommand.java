package dev.bellhop.cli;

import dev.bellhop.Explanation;
import dev.bellhop.cli.display.ExplanationText;
import dev.bellhop.cli.display.Terminal;
import dev.bellhop.cli.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains the diagnostics. */
@Command(
    name = "explain",
    description = {
      "Explains what the warnings of a run mean: the mistake, what comes of it, and how it is put"
          + " right. Without a code it lists all that there are."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop explain BH0001",
      "  bellhop explain waituntil-function",
      "  bellhop explain --json | jq -r '.[].code'"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "CODE", description = "A code, or its name.")
  private List<String> codes = List.of();

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Terminal terminal;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Explanation> wanted =
        codes.isEmpty() ? Explanation.all() : codes.stream().map(ExplainCommand::find).toList();
    ExplanationText text = new ExplanationText(terminal);
    if (json) {
      terminal.out().println(Json.MAPPER.writeValueAsString(wanted));
    } else if (codes.isEmpty()) {
      text.list(wanted);
    } else {
      wanted.forEach(text::explain);
    }
    return ExitCode.WELL;
  }

  private static Explanation find(String code) {
    return Explanation.find(code)
        .orElseThrow(
            () ->
                SiteArguments.input(
                    "Nothing is called \"%s\"; \"bellhop explain\" lists all codes."
                        .formatted(code)));
  }
}
