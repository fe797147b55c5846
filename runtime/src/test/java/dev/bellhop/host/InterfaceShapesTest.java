package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every interface of a worker and of a page can be loaded and has the shape of Web IDL's. */
@Timeout(60)
class InterfaceShapesTest {
  /** Prints what is wrong, and how many interfaces it has seen. */
  private static final String CHECK =
      """
      const names = Object.getOwnPropertyNames(self)
          .filter((name) => /^[A-Z]/.test(name) && typeof self[name] === "function");
      let seen = 0;
      for (const name of names) {
        const { value, writable, enumerable, configurable } =
            Object.getOwnPropertyDescriptor(self, name);
        const type = Object.getOwnPropertyDescriptor(value, "prototype");
        if (name === "Proxy" || type.value[Symbol.toStringTag] !== name) continue;
        seen++;
        if (!writable || enumerable || !configurable) console.log(name, "as a property");
        if (type.writable || type.enumerable || type.configurable) console.log(name, "prototype");
        if (value.name !== name || type.value.constructor !== value) console.log(name, "named");
        if (name === "Symbol" || name === "BigInt") continue;
        try {
          value();
          console.log(name, "can be called without new");
        } catch (error) {
          if (!(error instanceof TypeError)) console.log(name, String(error));
        }
      }
      console.log(seen > 50 ? "all" : seen);
      """;

  @TempDir Path temp;
  private SiteFixture site;

  @BeforeEach
  void open() throws IOException {
    site = new SiteFixture(temp);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void ofAWorker() throws Exception {
    site.write("sw.js", CHECK);
    site.register();
    assertThat(site.console()).containsExactly("all");
  }

  @Test
  void ofAPage() throws Exception {
    site.write("sw.js", "");
    site.run(CHECK);
    assertThat(site.console()).containsExactly("all");
  }
}
