package dev.bellhop.conformance.mdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class FixtureTest {
  private static final Block BLOCK = new Block("a", 10, "b", 1, "", "use(it);\n");

  private static Fixture fixture(String text) {
    return Fixture.parse(
        "own", text, name -> Fixture.parse(name, "//# declare\nlet it;\n", other -> Fixture.NONE));
  }

  @Test
  void putsItsPartsAroundABlock() {
    Fixture fixture = fixture("About.\n//# declare\nlet it = 1;\n//# block\nlook(it);\n");
    Fixture.Script script = fixture.around(BLOCK.text(), "");
    assertThat(script.text())
        .endsWith("let it = 1;\nuse(it);\nlook(it);\n")
        .doesNotContain("About");
    assertThat(script.text().lines().skip(script.linesBefore()).findFirst()).contains("use(it);");
    assertThat(fixture.surrounds()).isTrue();
    assertThat(fixture.before()).isEmpty();
  }

  @Test
  void takesOverWhatAnotherDeclares() {
    assertThat(fixture("//# with names\n//# block\nlook(it);\n").around(BLOCK.text(), "").text())
        .endsWith("let it;\nuse(it);\nlook(it);\n");
  }

  @Test
  void mayBeForThePageOnly() {
    Fixture fixture = fixture("//# before\nfill();\n//# after\nlook();\n");
    assertThat(fixture.surrounds()).isFalse();
    assertThat(fixture.before()).isEqualTo("fill();\n");
    assertThat(fixture.after()).isEqualTo("look();\n");
  }

  @Test
  void refusesPartsThatThereAreNoneOf() {
    assertThatThrownBy(() -> fixture("//# later\n")).hasMessageContaining("a part 'later'");
  }
}
