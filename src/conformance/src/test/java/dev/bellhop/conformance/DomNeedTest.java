package dev.bellhop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DomNeedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "document.body.append(x) | document",
        "const d = document?.title | document",
        "document['body'] | document",
        "const f = await with_iframe(scope); | with_iframe()",
        "window.open('x') | window.open()"
      })
  void scriptsThatNeedOne(String script, String what) {
    assertThat(DomNeed.ofScript(script)).contains(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'the document is loaded'",
        "// document.body is not used\ntest();",
        "/* document.body\n with_iframe() */ test();",
        "documents.push(1)",
        "caches.open('x')",
        "if (typeof document === 'undefined') {}"
      })
  void scriptsThatDoNot(String script) {
    assertThat(DomNeed.ofScript(script)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<script src=x></script><iframe src=y></iframe> | <iframe>",
        "<body><p>words</p><script>test()</script> | <p>",
        "<script>document.cookie</script> | document",
        "<script src=dom.js></script> | document",
        "<script type=module>test()</script> | <script type=module>"
      })
  void pagesThatNeedOne(String page, String what) {
    assertThat(
            DomNeed.ofPage(Jsoup.parse(page), name -> name.equals("dom.js") ? "document.body" : ""))
        .contains(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><head><title>t</title><meta charset=utf-8><script src=a></script>"
            + "</head><body><div id=log></div><script>test()</script></body></html>",
        "<!doctype html><title>t</title><script>test()</script>"
      })
  void pagesThatDoNot(String page) {
    assertThat(
            DomNeed.ofPage(Jsoup.parse(page), name -> name.equals("dom.js") ? "document.body" : ""))
        .isEmpty();
  }
}
