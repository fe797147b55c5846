package dev.bellhop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.Explanation.Form;
import dev.bellhop.Explanation.Group;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExplanationTest {
  @Test
  void codesAndNamesAreGivenOnceAndInOrder() {
    assertThat(Explanation.all()).extracting(Explanation::code).isSorted().doesNotHaveDuplicates();
    assertThat(Explanation.all()).extracting(Explanation::name).doesNotHaveDuplicates();
    assertThat(Explanation.all())
        .allSatisfy(
            known -> {
              assertThat(known.code()).matches("BH\\d{4}");
              assertThat(known.name()).matches("[a-z]+(-[a-z]+)+");
            });
  }

  @Test
  void eachMistakeHasAFixALinkAndBothForms() {
    assertThat(Explanation.all())
        .filteredOn(known -> known.group() != Group.RUNTIME)
        .allSatisfy(
            known -> {
              assertThat(known.fix()).isNotNull();
              assertThat(known.link()).startsWith("https://");
              assertThat(known.examples())
                  .extracting(Explanation.Example::form)
                  .contains(Form.WRONG, Form.RIGHT);
            });
  }

  @Test
  void aKindIsFoundByItsCodeAndItsName() {
    assertThat(Explanation.find("bh0001")).isEqualTo(Explanation.find("waituntil-function"));
    assertThat(Explanation.find("BH0001").orElseThrow().text()).contains("no promise counts");
    assertThat(Explanation.find("BH9999")).isEmpty();
    assertThatThrownBy(() -> Explanation.diagnostic("nothing", null, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void detailsStandInTheSentence() {
    assertThat(
            Explanation.diagnostic("cached-body-lost", null, Map.of("url", "https://a/$1"))
                .message())
        .startsWith("The cached response to https://a/$1 counts as missing");
  }
}
