package dev.bellhop.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The named curves of ECDSA and ECDH.
 *
 * @see <a href="https://w3c.github.io/webcrypto/#dfn-NamedCurve">Web Cryptography: named curves</a>
 */
public enum EcCurve {
  P_256("P-256", "secp256r1", "2a8648ce3d030107"),
  P_384("P-384", "secp384r1", "2b81040022"),
  P_521("P-521", "secp521r1", "2b81040023");

  private static final int COMPRESSED_EVEN = 2;
  private static final int COMPRESSED_ODD = 3;
  private static final int UNCOMPRESSED = 4;

  private final String standardName;
  private final ECParameterSpec parameters;
  private final byte[] identifier;

  EcCurve(String standardName, String jdkName, String identifier) {
    this.standardName = standardName;
    this.identifier = HexFormat.of().parseHex(identifier);
    try {
      AlgorithmParameters found = AlgorithmParameters.getInstance("EC");
      found.init(new ECGenParameterSpec(jdkName));
      this.parameters = found.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + jdkName + ".", e);
    }
  }

  /**
   * The curve of a name as the specification writes it.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static EcCurve of(String name) {
    return Arrays.stream(values())
        .filter(curve -> curve.standardName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no curve " + name + "."));
  }

  ECParameterSpec parameters() {
    return parameters;
  }

  /** Its object identifier without tag and length. */
  byte[] identifier() {
    return identifier.clone();
  }

  /** How many bytes a coordinate has. */
  int size() {
    return (prime().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** The bytes of a point without compression, by SEC 1. */
  byte[] encode(ECPoint point) {
    byte[] bytes = new byte[1 + 2 * size()];
    bytes[0] = UNCOMPRESSED;
    System.arraycopy(UnsignedNumber.toBytes(point.getAffineX(), size()), 0, bytes, 1, size());
    System.arraycopy(
        UnsignedNumber.toBytes(point.getAffineY(), size()), 0, bytes, 1 + size(), size());
    return bytes;
  }

  /**
   * The point of some bytes, compressed or not, by SEC 1.
   *
   * @throws CryptoException DATA where it is no point of this curve
   */
  ECPoint decode(byte[] bytes) {
    int form = bytes.length == 0 ? 0 : bytes[0];
    if (form == UNCOMPRESSED && bytes.length == 1 + 2 * size()) {
      return point(
          new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + size())),
          new BigInteger(1, Arrays.copyOfRange(bytes, 1 + size(), bytes.length)));
    }
    if ((form == COMPRESSED_EVEN || form == COMPRESSED_ODD) && bytes.length == 1 + size()) {
      BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, bytes.length));
      // A root of r is r^((p+1)/4), for the primes of these curves leave 3 when divided by 4.
      BigInteger root = rightSide(x).modPow(prime().add(BigInteger.ONE).shiftRight(2), prime());
      boolean odd = form == COMPRESSED_ODD;
      return point(x, root.testBit(0) == odd ? root : prime().subtract(root));
    }
    throw noPoint();
  }

  /**
   * The point of two coordinates.
   *
   * @throws CryptoException DATA where it is none of this curve
   */
  ECPoint point(BigInteger x, BigInteger y) {
    if (x.compareTo(prime()) >= 0
        || y.compareTo(prime()) >= 0
        || !y.multiply(y).mod(prime()).equals(rightSide(x))) {
      throw noPoint();
    }
    return new ECPoint(x, y);
  }

  /** x³ + ax + b. */
  private BigInteger rightSide(BigInteger x) {
    return x.multiply(x)
        .add(parameters.getCurve().getA())
        .multiply(x)
        .add(parameters.getCurve().getB())
        .mod(prime());
  }

  private BigInteger prime() {
    return ((ECFieldFp) parameters.getCurve().getField()).getP();
  }

  private CryptoException noPoint() {
    return CryptoException.data("The public key is not a point of the curve " + standardName + ".");
  }
}
