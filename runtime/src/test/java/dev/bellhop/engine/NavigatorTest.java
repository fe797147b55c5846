package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NavigatorTest {
  @Test
  void saysWhatEveryBrowserSays() {
    try (var worker = new RealmHarness()) {
      worker.run(
          """
          const { appCodeName, appName, appVersion, platform, product, userAgent } = navigator;
          console.log(appCodeName, appName, product, platform === "");
          console.log(userAgent === appCodeName + "/" + appVersion);
          console.log(Number.isInteger(navigator.hardwareConcurrency), navigator.hardwareConcurrency > 0);
          """);
      assertThat(worker.log).containsExactly("Mozilla Netscape Gecko true", "true", "true true");
    }
  }
}
