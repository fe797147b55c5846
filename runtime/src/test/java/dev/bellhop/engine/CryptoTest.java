package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.ops.CryptoOps;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CryptoTest {
  private final RealmHarness worker =
      new RealmHarness(RealmSettings.Kind.WORKER, Map.of("crypto", new CryptoOps(new Random(1))));

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void fillsTheViewItIsGivenAndNothingElse() {
    worker.run(
        """
        const buffer = new ArrayBuffer(64);
        const view = new Uint16Array(buffer, 16, 16);
        console.log(crypto.getRandomValues(view) === view);
        const bytes = [...new Uint8Array(buffer)];
        console.log(bytes.slice(0, 16).every((byte) => byte === 0));
        console.log(new Set(bytes.slice(16, 48)).size > 16);
        console.log(bytes.slice(48).every((byte) => byte === 0));
        console.log(crypto.getRandomValues(new BigInt64Array(2))[0] !== 0n);
        console.log(crypto.getRandomValues(new Uint8Array(65536)).length);
        """);
    assertThat(worker.log).containsExactly("true", "true", "true", "true", "true", "65536");
  }

  @Test
  void refusesWhatItCannotFill() {
    worker.run(
        """
        for (const value of [
          new Float64Array(1), new DataView(new ArrayBuffer(1)), new Uint8Array(65537), [1], null,
        ]) {
          try {
            crypto.getRandomValues(value);
          } catch (error) {
            console.log(error.name, error instanceof DOMException);
          }
        }
        """);
    assertThat(worker.log)
        .containsExactly(
            "TypeMismatchError true",
            "TypeMismatchError true",
            "QuotaExceededError true",
            "TypeError false",
            "TypeError false");
  }

  @Test
  void makesUuidsOfVersion4() {
    worker.run(
        """
        const ids = new Set();
        for (let i = 0; i < 100; i++) {
          ids.add(crypto.randomUUID());
        }
        const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
        console.log(ids.size, [...ids].every((id) => form.test(id)));
        console.log(crypto instanceof Crypto, Object.prototype.toString.call(crypto));
        """);
    assertThat(worker.log).containsExactly("100 true", "true [object Crypto]");
  }
}
