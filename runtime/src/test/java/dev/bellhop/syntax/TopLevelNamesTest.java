package dev.bellhop.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TopLevelNamesTest {
  private static List<String> names(String script) {
    var names = new TopLevelNames(script);
    return names.all().stream().map(name -> name + " " + inWords(names.place(name))).toList();
  }

  private static String inWords(Place place) {
    return place.line() + ":" + place.column();
  }

  @Test
  void declarationsStandAnywhereAtTheTopLevel() {
    assertThat(names("'use strict'; let a = 1, b\n  const c = (1, 2),\n    d = [3];var e\nlet f"))
        .containsExactly("a 1:19", "b 1:26", "c 2:9", "d 3:5", "e 3:17", "f 4:5");
    assertThat(names("if (x) { y(); } let a = `\nlet b = 1;\n`, c = {\n d: 2 };"))
        .containsExactly("a 1:21", "c 3:4");
    assertThat(names("export let a = x ? { b: 1 } : 2;\r\nexport const c = () => { let d; };"))
        .containsExactly("a 1:12", "c 2:14");
  }

  @Test
  void patternsHaveNames() {
    assertThat(
            names("const { a, b: c, d = { e: 1 }, [f]: { g }, ...h } = i, [j, , k = 2, ...l] = m;"))
        .containsExactly(
            "a 1:9", "c 1:15", "d 1:18", "g 1:39", "h 1:47", "j 1:57", "k 1:62", "l 1:72");
  }

  @Test
  void othersAreNotAtTheTopLevel() {
    assertThat(
            names(
                """
                for (let a = 0; a < 1; a++) { var b; }
                function c() { let d; }
                const text = "let e = 1";
                // let f = 1;
                x.let;
                { let g; }
                """))
        .containsExactly("text 3:7");
    assertThat(names("let a = (;")).isEmpty();
  }
}
