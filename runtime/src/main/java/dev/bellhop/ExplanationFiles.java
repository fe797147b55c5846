package dev.bellhop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads the explanations that the resources hold, a file for each group. */
final class ExplanationFiles {
  static final List<Explanation> ALL =
      Arrays.stream(Explanation.Group.values()).flatMap(group -> read(group).stream()).toList();

  private static final String HEADING = "# ";

  private ExplanationFiles() {}

  private static List<Explanation> read(Explanation.Group group) {
    List<Explanation> found = new ArrayList<>();
    List<String> lines = lines("diagnostics/" + group.spelled() + ".md");
    int start = next(lines, 0);
    while (start < lines.size()) {
      int end = next(lines, start + 1);
      String[] heading = lines.get(start).substring(HEADING.length()).split(" ");
      found.add(
          new ExplanationReader(heading[0], heading[1], group).read(lines.subList(start + 1, end)));
      start = end;
    }
    return found;
  }

  private static int next(List<String> lines, int from) {
    int at = from;
    while (at < lines.size() && !lines.get(at).startsWith(HEADING)) {
      at++;
    }
    return at;
  }

  private static List<String> lines(String resource) {
    try (InputStream in =
            Objects.requireNonNull(
                Explanation.class.getResourceAsStream(resource), () -> resource + " is missing");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
