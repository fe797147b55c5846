package dev.bellhop.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys to bytes and back, for all curves and for RSA. */
class KeyFormatTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @EnumSource
  void ecKeysComeBackFromEveryFormat(EcCurve curve) throws Exception {
    EcKey key = EcKey.generate(curve, RANDOM);
    assertThat(EcKey.fromPkcs8(curve, key.pkcs8())).isEqualTo(key);
    assertThat(EcKey.fromSpki(curve, key.spki())).isEqualTo(key.publicKey());
    assertThat(EcKey.fromRaw(curve, key.raw())).isEqualTo(key.publicKey());
    assertThat(EcKey.fromNumbers(curve, key.x(), key.y(), key.secretBytes())).isEqualTo(key);
    // The JDK reads what we write.
    KeyFactory jdk = KeyFactory.getInstance("EC");
    assertThat(((ECPublicKey) jdk.generatePublic(new X509EncodedKeySpec(key.spki()))).getW())
        .isEqualTo(key.point());
    assertThat(((ECPrivateKey) jdk.generatePrivate(new PKCS8EncodedKeySpec(key.pkcs8()))).getS())
        .isEqualTo(key.secret());
  }

  @ParameterizedTest
  @EnumSource
  void pointsMayBeCompressed(EcCurve curve) {
    EcKey key = EcKey.generate(curve, RANDOM);
    byte[] compressed = Arrays.copyOf(key.raw(), 1 + key.x().length);
    compressed[0] = (byte) (key.point().getAffineY().testBit(0) ? 3 : 2);
    assertThat(EcKey.fromRaw(curve, compressed)).isEqualTo(key.publicKey());
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoKeyOfTheCurve(EcCurve curve) {
    EcKey key = EcKey.generate(curve, RANDOM);
    EcKey other = EcKey.generate(curve, RANDOM);
    byte[] off = key.raw();
    off[off.length - 1] ^= 1;
    assertNoKey(() -> EcKey.fromRaw(curve, off));
    assertNoKey(() -> EcKey.fromRaw(curve, new byte[0]));
    assertNoKey(() -> EcKey.fromNumbers(curve, other.x(), other.y(), key.secretBytes()));
    assertNoKey(() -> EcKey.fromNumbers(curve, key.x(), key.y(), new byte[key.x().length]));
    EcCurve next = EcCurve.values()[(curve.ordinal() + 1) % EcCurve.values().length];
    assertNoKey(() -> EcKey.fromSpki(next, key.spki()));
    assertNoKey(() -> EcKey.fromPkcs8(next, key.pkcs8()));
    assertNoKey(() -> EcKey.fromPkcs8(curve, key.spki()));
  }

  @ParameterizedTest
  @EnumSource
  void octetKeysComeBackFromEveryFormat(OkpCurve curve) {
    OkpKey key = OkpKey.generate(curve, RANDOM);
    assertThat(OkpKey.fromPkcs8(curve, key.pkcs8())).isEqualTo(key);
    assertThat(OkpKey.fromSpki(curve, key.spki())).isEqualTo(key.publicKey());
    assertThat(OkpKey.fromBytes(curve, key.raw(), key.secret())).isEqualTo(key);
    byte[] other = OkpKey.generate(curve, RANDOM).raw();
    assertNoKey(() -> OkpKey.fromBytes(curve, other, key.secret()));
    assertNoKey(() -> OkpKey.fromRaw(curve, Arrays.copyOf(other, other.length - 1)));
  }

  /** RFC 8032, 7.1, test 1. */
  @Test
  void signsAsEd25519IsDescribed() {
    byte[] secret =
        HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    byte[] open = HEX.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    OkpKey key = OkpKey.fromBytes(OkpCurve.ED25519, open, secret);
    assertThat(HEX.formatHex(key.sign(null, new byte[0])))
        .isEqualTo(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  }

  /** RFC 7748, 6.1. */
  @Test
  void agreesAsX25519IsDescribed() {
    byte[] bobs = HEX.parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    byte[] bob = HEX.parseHex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    byte[] alice = HEX.parseHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    OkpKey key = OkpKey.fromBytes(OkpCurve.X25519, bob, bobs);
    assertThat(HEX.formatHex(key.agree(OkpKey.fromRaw(OkpCurve.X25519, alice))))
        .isEqualTo("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
  }

  @Test
  void refusesSecretsAndSignaturesOfPointsOfSmallOrder() {
    byte[] neutral = new byte[32];
    neutral[0] = 1;
    OkpKey weak = OkpKey.fromRaw(OkpCurve.ED25519, neutral);
    // R and the key are the neutral element: with S = 0 the equation holds for all messages.
    byte[] forged = Arrays.copyOf(neutral, 64);
    assertThat(weak.verify(null, forged, new byte[] {1})).isFalse();
    OkpKey own = OkpKey.generate(OkpCurve.X25519, RANDOM);
    assertThatThrownBy(() -> own.agree(OkpKey.fromRaw(OkpCurve.X25519, neutral)))
        .isInstanceOf(CryptoException.class);
  }

  @Test
  void rsaKeysComeBackFromEveryFormat() {
    RsaKey key = RsaKey.generate(1024, new byte[] {1, 0, 1}, RANDOM);
    assertThat(RsaKey.fromPkcs8(key.pkcs8())).isEqualTo(key);
    assertThat(RsaKey.fromSpki(key.spki())).isEqualTo(key.publicKey());
    assertThat(RsaKey.fromNumbers(key.numbers())).isEqualTo(key);
    assertThat(RsaKey.fromNumbers(key.publicKey().numbers())).isEqualTo(key.publicKey());
    List<byte[]> spoilt = new ArrayList<>(key.numbers());
    spoilt.set(3, new BigInteger(1, spoilt.get(3)).add(BigInteger.TWO).toByteArray());
    assertNoKey(() -> RsaKey.fromNumbers(spoilt));
    assertNoKey(() -> RsaKey.fromSpki(key.pkcs8()));
    assertNoKey(() -> RsaKey.fromPkcs8(EcKey.generate(EcCurve.P_256, RANDOM).pkcs8()));
  }

  @Test
  void makesNoRsaKeyWithABadExponent() {
    for (byte[] exponent : new byte[][] {{}, {1}, {1, 0, 0}}) {
      assertThatThrownBy(() -> RsaKey.generate(1024, exponent, RANDOM))
          .isInstanceOf(CryptoException.class);
    }
  }

  /** Whatever the bytes are: a key, or the error that a script is to get. */
  @Property(tries = 300)
  void survivesSpoiltBytes(
      @ForAll @IntRange(max = 1000) int place,
      @ForAll byte value,
      @ForAll @IntRange(max = 1) int kind) {
    EcKey key = Samples.EC;
    byte[] bytes = kind == 0 ? key.pkcs8() : key.spki();
    bytes[place % bytes.length] = value;
    Function<byte[], EcKey> read =
        kind == 0
            ? data -> EcKey.fromPkcs8(EcCurve.P_256, data)
            : data -> EcKey.fromSpki(EcCurve.P_256, data);
    try {
      EcKey found = read.apply(bytes);
      assertThat(found.curve()).isEqualTo(EcCurve.P_256);
    } catch (CryptoException e) {
      assertThat(e.kind()).isEqualTo(CryptoException.Kind.DATA);
    }
  }

  /** Made once, however often a property is tried. */
  private static final class Samples {
    static final EcKey EC = EcKey.generate(EcCurve.P_256, RANDOM);
  }

  private static void assertNoKey(Runnable steps) {
    assertThatThrownBy(steps::run)
        .isInstanceOfSatisfying(
            CryptoException.class,
            failure -> assertThat(failure.kind()).isEqualTo(CryptoException.Kind.DATA));
  }
}
