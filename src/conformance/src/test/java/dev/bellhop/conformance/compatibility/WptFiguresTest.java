package dev.bellhop.conformance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.conformance.OtherRuntime;
import dev.bellhop.conformance.OtherRuntime.Score;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WptFiguresTest {
  private static final List<String> LINES =
      List.of(
          "{\"type\":\"test\",\"id\":\"new/a.html\",\"place\":\"page\",\"passed\":2}",
          "{\"type\":\"test\",\"id\":\"new/deep/b.html\",\"place\":\"page\",\"passed\":1}",
          "{\"type\":\"suite\",\"suite\":\"new\",\"place\":\"page\",\"passed\":2,\"subtests\":3,"
              + "\"files\":1,\"whole\":0}",
          "{\"type\":\"suite\",\"suite\":\"new/deep\",\"place\":\"page\",\"passed\":1,"
              + "\"subtests\":1,\"files\":1,\"whole\":1}",
          "{\"type\":\"suite\",\"suite\":\"empty\",\"place\":\"page\",\"passed\":0,"
              + "\"subtests\":0,\"files\":0,\"whole\":0}",
          "{\"type\":\"total\",\"passed\":3}");

  @Test
  void takesSuitesWithWhatChromiumReachedInTheSameFiles(@TempDir Path folder) throws Exception {
    WptFigures figures = WptFigures.kept();
    var other =
        new OtherRuntime(
            "chromium-7",
            Map.of("new/a.html", new Score(3, 3), "new/deep/b.html", new Score(0, 1)));
    figures.take(LINES, other, LocalDate.of(2026, 11, 23));
    assertThat(figures.rows())
        .contains(
            new WptFigures.Row("new", "page", "2026-11-23", 1, 0, 2, 3, "Chromium 7", 3, 3),
            new WptFigures.Row("new/deep", "page", "2026-11-23", 1, 1, 1, 1, "Chromium 7", 0, 1))
        .noneMatch(row -> row.suite().equals("empty"));
    assertThat(figures.others()).contains("Chromium 7");
    figures.write(folder);
    assertThat(folder.resolve("wpt.tsv"))
        .content()
        .contains("new/deep\tpage\t2026-11-23\t1\t1\t1\t1\tChromium 7\t0\t1\n");
  }
}
