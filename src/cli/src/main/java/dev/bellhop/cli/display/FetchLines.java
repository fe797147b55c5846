package dev.bellhop.cli.display;

import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchInfo.Wait;
import dev.bellhop.cli.json.Json;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Background fetches as lines: one for each at first, then one whenever it has moved. */
public final class FetchLines implements FetchView {
  /** What makes a new line worth printing; rates and countdowns do not. */
  private record Standing(
      String state, String result, long downloaded, long records, Wait.@Nullable Reason waitsFor) {}

  private final PrintWriter out;
  private final Function<BackgroundFetchInfo, String> line;
  private final Map<String, Standing> shown = new HashMap<>();

  private FetchLines(PrintWriter out, Function<BackgroundFetchInfo, String> line) {
    this.out = out;
    this.line = line;
  }

  /** Lines for a person. */
  public static FetchLines plain(PrintWriter out) {
    return new FetchLines(out, FetchWords::line);
  }

  /** One JSON object a line. */
  public static FetchLines json(PrintWriter out) {
    return new FetchLines(out, Json.MAPPER::writeValueAsString);
  }

  @Override
  public void show(List<BackgroundFetchInfo> fetches) {
    for (BackgroundFetchInfo fetch : fetches) {
      Standing standing = standing(fetch);
      if (!standing.equals(shown.put(fetch.id(), standing))) {
        out.println(line.apply(fetch));
      }
    }
  }

  private static Standing standing(BackgroundFetchInfo fetch) {
    Wait wait = fetch.progress().waitsFor();
    return new Standing(
        fetch.state(),
        fetch.result(),
        fetch.downloaded(),
        fetch.records().stream().filter(record -> !record.result().isEmpty()).count(),
        wait == null ? null : wait.reason());
  }
}
