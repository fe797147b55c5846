package dev.bellhop.conformance.mdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MdnPageTest {
  private static final String PAGE =
      """
      ---
      title: "A page: its title"
      slug: Web/API/A_page
      ---

      ## Syntax

      ```js-nolint
      call()
      ```

      ## Examples

      ### One

      1. In a list:

         ```js
         one();
         ```

      ```html
      <p>
      ```

      ```js example-bad
      two();
      // ## no heading
      ```

      ## Last

      ~~~js
      three();
      ~~~
      """;

  @TempDir private Path folder;

  @Test
  void hasItsBlocksWithTheirHeadings() {
    MdnPage page = MdnPage.parse("web/api/a_page", PAGE);
    assertThat(page.title()).isEqualTo("A page: its title");
    assertThat(page.slug()).isEqualTo("Web/API/A_page");
    assertThat(page.blocks())
        .extracting(Block::line, Block::key, Block::info)
        .containsExactly(
            tuple(8, "Syntax", ""),
            tuple(18, "Examples > One", ""),
            tuple(26, "Examples > One (2)", "example-bad"),
            tuple(33, "Last", ""));
    assertThat(page.blocks().get(1).text()).isEqualTo("   one();\n");
    assertThat(page.blocks().get(2).textLine(1)).isEqualTo("two();");
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return new org.assertj.core.groups.Tuple(values);
  }

  @Test
  void keepsItsKeysWhenLinesAreAdded() {
    MdnPage moved =
        MdnPage.parse("x", PAGE.replace("## Examples", "Some\n\nprose.\n\n## Examples"));
    assertThat(moved.blocks())
        .extracting(Block::key)
        .isEqualTo(MdnPage.parse("x", PAGE).blocks().stream().map(Block::key).toList());
  }

  private void write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, PAGE);
  }

  @Test
  void isFoundInACheckout() throws IOException {
    write("files/en-us/web/api/cache/index.md");
    write("files/en-us/web/api/cache/add/index.md");
    write("files/en-us/web/other.md");
    MdnTree tree = MdnTree.open(folder);
    assertThat(tree.pages(List.of("Web/API/cache/"), List.of()))
        .extracting(MdnPage::path)
        .containsExactly("web/api/cache", "web/api/cache/add");
    assertThat(tree.pages(List.of(), List.of("web/other", "web/gone")))
        .extracting(MdnPage::path)
        .containsExactly("web/other");
    assertThat(tree.pages(List.of(), List.of())).hasSize(3);
    assertThatThrownBy(() -> tree.pages(List.of("web/cache"), List.of()))
        .hasMessageContaining("There is no page web/cache");
    assertThatThrownBy(() -> MdnTree.open(folder.resolve("none")))
        .hasMessageContaining("no folder");
  }

  @Test
  void aSitesWorkerIsABlockOfItsOwn() throws IOException {
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/sw.js"), "onpush = null;\n");
    assertThat(MdnTree.open(folder).pages(List.of(), List.of()))
        .singleElement()
        .satisfies(
            page -> {
              assertThat(page.path()).isEqualTo("site");
              assertThat(page.blocks().getFirst().place()).isEqualTo("site:0");
            });
  }
}
