package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotaExceededErrorTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void isADOMExceptionWithTwoAmountsMore() throws Exception {
    worker.run(
        """
        const plain = new QuotaExceededError();
        console.log(plain.name, plain.code, `"${plain.message}"`, plain.quota, plain.requested);
        const full = new QuotaExceededError("full", { quota: 2, requested: 3.5 });
        console.log(full instanceof DOMException, full instanceof Error, String(full));
        console.log(full.quota, full.requested, full.constructor === QuotaExceededError);
        console.log(Object.getPrototypeOf(QuotaExceededError) === DOMException);
        console.log(QuotaExceededError.length, Object.prototype.toString.call(full));
        console.log(new DOMException("", "QuotaExceededError") instanceof QuotaExceededError);
        """);
    assertThat(worker.log)
        .containsExactly(
            "QuotaExceededError 22 \"\" null null",
            "true true QuotaExceededError: full",
            "2 3.5 true",
            "true",
            "0 [object QuotaExceededError]",
            "false");
  }

  @Test
  void amountsThatCannotBeAreRefused() throws Exception {
    worker.run(
        """
        for (const options of [
          { quota: -1 }, { requested: -1 }, { quota: 2, requested: 1 }, { quota: NaN }, 7,
        ]) {
          try {
            new QuotaExceededError("", options);
          } catch (error) {
            console.log(error.name);
          }
        }
        """);
    assertThat(worker.log)
        .containsExactly("RangeError", "RangeError", "RangeError", "TypeError", "TypeError");
  }

  @Test
  void aCloneKeepsTheAmounts() throws Exception {
    worker.run(
        """
        const copy = structuredClone(new QuotaExceededError("full", { quota: 2 }));
        console.log(copy instanceof QuotaExceededError, copy.message, copy.quota, copy.requested);
        """);
    assertThat(worker.log).containsExactly("true full 2 null");
  }

  @Test
  void tooManyRandomBytesTellHowManyTheyMayBe() throws Exception {
    worker.run(
        """
        try {
          crypto.getRandomValues(new Uint8Array(65537));
        } catch (error) {
          console.log(error instanceof QuotaExceededError, error.quota, error.requested);
        }
        """);
    assertThat(worker.log).containsExactly("true 65536 65537");
  }
}
