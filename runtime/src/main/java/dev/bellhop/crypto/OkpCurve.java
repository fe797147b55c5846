package dev.bellhop.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The curves whose keys are strings of octets.
 *
 * @see <a href="https://w3c.github.io/webcrypto/#ed25519">Web Cryptography: Ed25519</a>
 * @see <a href="https://wicg.github.io/webcrypto-secure-curves/">Secure Curves: Ed448, X448</a>
 */
public enum OkpCurve {
  ED25519("Ed25519", "2b6570", 32),
  ED448("Ed448", "2b6571", 57),
  X25519("X25519", "2b656e", 32),
  X448("X448", "2b656f", 56);

  private final String standardName;
  private final byte[] identifier;
  private final int size;

  OkpCurve(String standardName, String identifier, int size) {
    this.standardName = standardName;
    this.identifier = HexFormat.of().parseHex(identifier);
    this.size = size;
  }

  /**
   * The curve of a name as the specification writes it.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static OkpCurve of(String name) {
    return Arrays.stream(values())
        .filter(curve -> curve.standardName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no curve " + name + "."));
  }

  /** The name, which is the JDK's too. */
  String standardName() {
    return standardName;
  }

  /** Its object identifier without tag and length. */
  byte[] identifier() {
    return identifier.clone();
  }

  /** How many bytes a public key has, and a private one. */
  int size() {
    return size;
  }
}
