package dev.bellhop.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Answers known from standards are asked for by scripts, in SubtleCryptoTest. */
class DerivationTest {
  private static final byte[] NONE = {};

  @Property(tries = 100)
  void shorterOutputsAreTheBeginningOfLongerOnes(@ForAll @IntRange(max = 200) int length) {
    for (Hash hash : Hash.values()) {
      assertThat(Derivation.hkdf(hash, NONE, NONE, NONE, length))
          .isEqualTo(Arrays.copyOf(Derivation.hkdf(hash, NONE, NONE, NONE, 200), length));
      assertThat(stretched(hash, length)).isEqualTo(Arrays.copyOf(stretched(hash, 200), length));
    }
  }

  private static byte[] stretched(Hash hash, int length) {
    return Derivation.pbkdf2(hash, NONE, NONE, 2, length, () -> false);
  }

  @Test
  void hkdfHasAnEnd() {
    assertThat(Derivation.hkdf(Hash.SHA_1, NONE, NONE, NONE, 255 * 20)).hasSize(255 * 20);
    assertThatThrownBy(() -> Derivation.hkdf(Hash.SHA_1, NONE, NONE, NONE, 255 * 20 + 1))
        .isInstanceOf(CryptoException.class);
  }

  @Test
  void stopsWhenNobodyWaits() {
    assertThatThrownBy(
            () -> Derivation.pbkdf2(Hash.SHA_256, NONE, NONE, Long.MAX_VALUE, 32, () -> true))
        .isInstanceOf(CryptoException.class);
  }
}
