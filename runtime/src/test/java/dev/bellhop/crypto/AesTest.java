package dev.bellhop.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesTest {
  private static final int BLOCK = 16;
  private static final byte[] KEY = new byte[BLOCK];

  private final Aes aes = new Aes(KEY);

  /** Against a counter that is counted block by block. */
  @Property(tries = 200)
  void countsInItsLastBitsOnly(
      @ForAll @Size(BLOCK) byte[] counter,
      @ForAll @IntRange(min = 3, max = 128) int length,
      @ForAll @IntRange(max = 8 * BLOCK) int size)
      throws GeneralSecurityException {
    byte[] near = counter.clone();
    // The wrap is what matters: begin shortly before it.
    near[BLOCK - 1] |= (byte) 0xf8;
    Arrays.fill(near, BLOCK - 4, BLOCK - 1, (byte) 0xff);
    assertThat(aes.counter(near, length, new byte[size]))
        .isEqualTo(Arrays.copyOf(keyStream(near, length), size));
  }

  private static byte[] keyStream(byte[] first, int length) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"));
    BigInteger size = BigInteger.ONE.shiftLeft(length);
    BigInteger start = new BigInteger(1, first);
    BigInteger fixed = start.subtract(start.mod(size));
    byte[] stream = new byte[8 * BLOCK];
    for (int i = 0; i < 8; i++) {
      BigInteger now = fixed.add(start.add(BigInteger.valueOf(i)).mod(size));
      byte[] block = cipher.doFinal(UnsignedNumber.toBytes(now, BLOCK));
      System.arraycopy(block, 0, stream, i * BLOCK, BLOCK);
    }
    return stream;
  }

  @Test
  void doesNotUseACounterTwice() {
    assertThat(aes.counter(new byte[BLOCK], 2, new byte[4 * BLOCK])).hasSize(4 * BLOCK);
    assertFails(() -> aes.counter(new byte[BLOCK], 2, new byte[4 * BLOCK + 1]));
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 96, 104, 112, 120, 128})
  void checksTagsOfEveryLength(int bits) {
    byte[] iv = {1, 2, 3};
    byte[] additional = {4};
    byte[] text = new byte[20];
    byte[] sealed = aes.encryptGcm(iv, additional, bits, text);
    assertThat(sealed).hasSize(20 + bits / 8);
    assertThat(aes.decryptGcm(iv, additional, bits, sealed)).isEqualTo(text);
    assertFails(() -> aes.decryptGcm(iv, null, bits, sealed));
    for (int place : new int[] {0, 19, 20, sealed.length - 1}) {
      byte[] spoilt = sealed.clone();
      spoilt[place] ^= 1;
      assertFails(() -> aes.decryptGcm(iv, additional, bits, spoilt));
    }
    assertFails(() -> aes.decryptGcm(iv, additional, bits, Arrays.copyOf(sealed, bits / 8 - 1)));
  }

  @Test
  void refusesWhatItDidNotMake() {
    byte[] iv = new byte[BLOCK];
    assertFails(() -> aes.decryptCbc(iv, new byte[0]));
    assertFails(() -> aes.decryptCbc(iv, new byte[BLOCK + 1]));
    assertFails(() -> aes.decryptCbc(iv, new byte[BLOCK]));
    assertFails(() -> aes.unwrap(new byte[24]));
    assertFails(() -> aes.wrap(new byte[17]));
  }

  private static void assertFails(Runnable steps) {
    assertThatThrownBy(steps::run)
        .isInstanceOfSatisfying(
            CryptoException.class,
            failure -> assertThat(failure.kind()).isEqualTo(CryptoException.Kind.OPERATION));
  }
}
