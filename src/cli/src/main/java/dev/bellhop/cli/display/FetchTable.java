package dev.bellhop.cli.display;

import dev.bellhop.BackgroundFetchInfo;
import java.util.List;

/** Background fetches as a table. */
public final class FetchTable {
  private FetchTable() {}

  /** Prints a table each time. */
  public static FetchView printed(Terminal terminal) {
    return fetches -> lines(fetches).forEach(terminal.out()::println);
  }

  /** A table that stays in its place on a terminal and changes there. */
  public static FetchView live(Terminal terminal) {
    Screen screen = new Screen(terminal.out());
    int width = terminal.columns() - 1;
    return fetches ->
        screen.show(
            lines(fetches).stream()
                .map(line -> line.substring(0, Math.min(width, line.length())))
                .toList());
  }

  private static List<String> lines(List<BackgroundFetchInfo> fetches) {
    if (fetches.isEmpty()) {
      return List.of("no background fetches");
    }
    Table table =
        new Table("ID", "STATE", "RESULT", "REQUESTS", "BYTES", "RATE", "LEFT", "TITLE", "NOTE");
    for (BackgroundFetchInfo fetch : fetches) {
      table.row(
          fetch.id(),
          fetch.state(),
          FetchWords.result(fetch),
          FetchWords.requests(fetch),
          FetchWords.bytes(fetch),
          FetchWords.rate(fetch),
          FetchWords.left(fetch),
          fetch.title() == null ? "" : fetch.title(),
          FetchWords.note(fetch));
    }
    return table.lines();
  }
}
