package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (client.url === '/') {}",
        "const found = windowClient.url == \"index.html\";",
        "const found = '/a' !== client.url;",
        "/* first */ 'one' /* second */ + (client.url === `/`);",
        "const quote = /[\"]/;\nclient.url === '/';",
      })
  void aClientsUrlIsNeverARelativeOne(String code) {
    try (var worker = new RealmHarness()) {
      worker.run("const client = {}, windowClient = {};\n" + code);
      assertThat(worker.diagnostics)
          .extracting(told -> told.name())
          .containsExactly("client-url-path");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client.url === 'https://app.example/';",
        "client.url === location.href;",
        "// client.url === '/'",
        "/* client.url === '/' */",
        "const text = \"client.url === '/'\";",
        "const text = `\n client.url === '/'`;",
        "client.urls === '/';",
        "`${client.url ?? '/'}`.length === '/'.length;",
      })
  void whatMayBeMeantIsNoMistake(String code) {
    try (var worker = new RealmHarness()) {
      worker.run("const client = {};\n" + code);
      assertThat(worker.diagnostics).isEmpty();
    }
  }
}
