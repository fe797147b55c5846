package dev.bellhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderListTest {
  private final HeaderList list = HeaderList.of("Vary", "Accept", "X-A", "1", "vary", "Cookie");

  @Test
  void combinesValuesOfOneNameWhateverItsCase() {
    assertThat(list.get("VARY")).isEqualTo("Accept, Cookie");
    assertThat(list.get("missing")).isNull();
  }

  @Test
  void keepsOrderAndCaseWhenChanged() {
    assertThat(list.without("vary").with("Z", "2"))
        .containsExactly(new Header("X-A", "1"), new Header("Z", "2"));
  }
}
