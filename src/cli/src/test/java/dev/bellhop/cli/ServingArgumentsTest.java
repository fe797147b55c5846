package dev.bellhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a site is served and fetched for: what the options refuse, and in which words. */
class ServingArgumentsTest extends ProgramTestCase {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --limit=fast            | The limit "fast" cannot be: write a host and a rate
          --limit=cdn=fast        | The limit "cdn=fast" cannot be: fast is no rate such as
          --limit=cdn=2MB         | The limit "cdn=2MB" cannot be: 2MB is no rate such as
          --limit=cdn=0B/s        | The limit "cdn=0B/s" cannot be: a rate is at least one byte
          --limit=a/b=2MB/s       | The limit "a/b=2MB/s" cannot be: "a/b" is no host such as
          --limit=cdn=9999999TB/s | The limit "cdn=9999999TB/s" cannot be: that is more bytes than
          --at-once=0             | The 0 after --at-once lets no request begin: use 1 or more.
          --at-once-per-host=-1   | The -1 after --at-once-per-host lets no request begin
          --durability=bogus      | The durability is "process" or "strict", not "bogus".
          --cors=maybe            | CORS is "on" or "off", not "maybe".
          --throttle=fast         | The "fast" after --throttle is no rate such as
          --on-change=wait        | What to do on a change is "fail" or "restart", not "wait".
          """)
  void refusesWhatIsNone(String option, String sentence) {
    complains("bellhop: " + sentence, "run", site.toString(), option);
  }

  @Test
  void takesLimitsAndDurabilities() {
    assertThat(
            run(
                "run",
                site.toString(),
                "--limit=*.cdn.example=2MB/s",
                "--limit=localhost:8080=500 kB/s",
                "--at-once=1",
                "--at-once-per-host=1",
                "--durability=strict",
                "--cors=off"))
        .isZero();
    assertThat(err.toString()).isEmpty();
  }
}
