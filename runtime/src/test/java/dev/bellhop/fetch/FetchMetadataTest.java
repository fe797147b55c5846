package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.HeaderList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchMetadataTest extends FetchingTest {
  private String sent(String name) {
    return net.last().headers().get(name);
  }

  @ParameterizedTest
  @CsvSource({
    "https://site.test/a,same-origin",
    "https://site.test:8443/a,same-site",
    "https://sub.site.test/a,same-site",
    "https://other.test/a,cross-site",
  })
  void saysHowFarAwayTheClientIs(String target, String site) {
    net.answer("GET " + target, 200, "");
    fetch(request(target).mode("no-cors").build());
    assertThat(sent("Sec-Fetch-Site")).isEqualTo(site);
    assertThat(sent("Sec-Fetch-Mode")).isEqualTo("no-cors");
    assertThat(sent("Sec-Fetch-Dest")).isEqualTo("empty");
  }

  @Test
  void oneStrangerOnTheWayIsEnough() {
    net.answer("GET https://site.test/a", 302, "", "Location", "https://other.test/b");
    net.answer("GET https://other.test/b", 302, "", "Location", "https://site.test/c");
    net.answer("GET https://site.test/c", 200, "");
    fetch(request("https://site.test/a").mode("no-cors").build());
    assertThat(sent("Sec-Fetch-Site")).isEqualTo("cross-site");
    assertThat(net.requests().getFirst().headers().get("Sec-Fetch-Site")).isEqualTo("same-origin");
  }

  @Test
  void isNotForServersThatCannotBeTrusted() {
    HeaderList none = HeaderList.empty();
    FetchRequest plain = request("http://other.test/a").build();
    assertThat(FetchMetadata.added(none, plain, List.of(plain.url()))).isEqualTo(none);
  }
}
