package dev.bellhop.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.url.Url;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
  private static String next(FileNames names, String url, @Nullable String type) {
    return names.next(Objects.requireNonNull(Url.parse(url, null)), type);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.test/films/big%20buck.mp4, video/webm, big buck.mp4",
    "https://a.test/poster, image/png; x=y, poster.png",
    "https://a.test/poster, application/octet-stream, poster",
    "https://a.test/, text/html, index.html",
    "https://a.test/dir/, text/html, dir.html",
    "https://a.test/a.mp4?quality=hd&part=1, video/mp4, a-quality=hd_part=1.mp4",
    "https://a.test/%2e%2e%2fetc%2fpasswd, text/plain, _etc_passwd.txt",
    "https://a.test/.hidden, text/plain, hidden.txt",
    "https://a.test/caf%C3%A9.txt, text/plain, café.txt",
    "https://a.test/a%00b%0Ac.txt, text/plain, a_b_c.txt",
    "https://a.test/a+b.txt, text/plain, a_b.txt",
    "https://a.test/100%25.txt, text/plain, 100_.txt",
    "https://a.test/bad%zz.txt, text/plain, bad_zz.txt"
  })
  void comeFromTheUrl(String url, String type, String expected) {
    assertThat(next(new FileNames(name -> false), url, type)).isEqualTo(expected);
  }

  @Test
  void areDistinctWhateverTheCaseAndTakeNoFilesName() {
    var names = new FileNames(Set.of("a.txt", "a (3).txt")::contains);
    assertThat(next(names, "https://a.test/1/a.txt", null)).isEqualTo("a (2).txt");
    assertThat(next(names, "https://a.test/2/A.txt", null)).isEqualTo("A (3).txt");
    assertThat(next(names, "https://a.test/3/a.txt", null)).isEqualTo("a (4).txt");
  }

  @Test
  void areNotTooLong() {
    String name =
        next(
            new FileNames(taken -> false),
            "https://a.test/" + "x".repeat(500) + ".mp4?" + "q".repeat(500),
            null);
    assertThat(name).hasSize(84).endsWith(".mp4");
  }
}
