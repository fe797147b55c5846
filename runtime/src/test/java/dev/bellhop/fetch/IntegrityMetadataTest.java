package dev.bellhop.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.NetworkError.Reason;
import dev.bellhop.http.LiveBody;
import org.junit.jupiter.api.Test;

class IntegrityMetadataTest extends FetchingTest {
  private static final String HELLO = "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

  @Test
  void letsTheRightBodyThrough() {
    net.answer("GET https://site.test/a", 200, new LiveBody().chunk("hel").chunk("lo").end());
    FetchResponse response =
        fetch(request("https://site.test/a").integrity(HELLO + " junk").build());
    assertThat(text(response)).isEqualTo("hello");
  }

  @Test
  void refusesAnotherBodyAndSaysWhichItIs() {
    net.answer("GET https://site.test/a", 200, "hello");
    NetworkError error =
        failure(
            request("https://site.test/a")
                .integrity("sha256-AAAAul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=")
                .build());
    assertThat(error.reason()).isEqualTo(Reason.INTEGRITY);
    assertThat(error).hasMessageEndingWith("its own is " + HELLO);
  }

  @Test
  void countsTheStrongestHashOnly() {
    Integrity integrity = Integrity.parse(HELLO + " sha512-AAAA sha384-BBBB");
    assertThat(integrity).isNotNull();
    assertThat(integrity.algorithm()).isEqualTo("SHA-512");
    assertThat(integrity.hashes()).hasSize(1);
    assertThat(Integrity.parse("md5-AAAA")).isNull();
  }

  @Test
  void needsAReadableBody() {
    net.answer("GET https://other.test/a", 200, "hello");
    assertThat(
            failure(request("https://other.test/a").mode("no-cors").integrity(HELLO).build())
                .reason())
        .isEqualTo(Reason.INTEGRITY);
  }
}
