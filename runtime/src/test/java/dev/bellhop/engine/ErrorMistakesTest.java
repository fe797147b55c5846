package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SourceFrame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorMistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "ReferenceError: window is not defined | window.x = 1; | no-window",
        "TypeError: Cannot read property 'title' of undefined | self.document.title | no-document",
        "TypeError: Cannot set property 'a' of undefined | self.localStorage.a = 1 | no-web-storage",
        "TypeError: (intermediate value).createObjectURL is not a function | URL.createObjectURL(b)"
            + " | no-object-url",
        "TypeError: Cannot read property 'json' of null | event.data.json() | event-data-null",
        "SyntaxError: await is only valid in async functions and so on | const a = await b;"
            + " | top-level-await",
        "ReferenceError: windows is not defined | windows.x = 1; | none",
        "TypeError: Cannot read property 'title' of null | document.title | none",
        "TypeError: Cannot read property 'json' of null | response.data.json() | none",
        "SyntaxError: await is only valid in async functions and so on | on(() => await b) | none",
        "SyntaxError: await is only valid in async functions and so on | f = function () { await b }"
            + " | none",
      })
  void anErrorShowsAMistakeOrNone(String message, String line, String name) {
    assertThat(ErrorMistakes.in(message, new SourceFrame("https://a.test/sw.js", 1, 1, line)))
        .isEqualTo(name);
  }
}
