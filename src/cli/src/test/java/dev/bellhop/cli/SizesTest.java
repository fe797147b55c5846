package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes after options, on a host that does what a test says. */
class SizesTest extends ProgramTestCase {
  @ParameterizedTest
  @CsvSource({"1, 1", "500kB, 500000", "5 MB, 5000000", "2GB, 2000000000", "3TB, 3000000000000"})
  void readsSizes(String text, long bytes) {
    assertThat(Sizes.bytes(text)).isEqualTo(bytes);
  }

  @Test
  void everyCommandThatOpensASiteTakesAQuota() {
    assertThat(run("run", site.toString(), "--quota", "2GB")).isZero();
    assertThat(host.options.quota()).isEqualTo(2_000_000_000L);
    assertThat(run("status", site.toString(), "--quota", "5MB")).isZero();
    assertThat(host.options.quota()).isEqualTo(5_000_000L);
    assertThat(run("caches", "list", site.toString())).isZero();
    assertThat(host.options.quota()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "--quota, 2 elephants",
    "--quota, 0",
    "--quota, -1",
    "--quota, 99999999TB",
    "--storage-limit, plenty"
  })
  void refusesWhatIsNone(String option, String text) {
    complains(
        "bellhop: The \"" + text + "\" after " + option + " is no size such as 500kB or 2GB.",
        "run",
        site.toString(),
        option + "=" + text);
  }
}
