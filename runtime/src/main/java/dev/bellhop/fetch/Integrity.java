package dev.bellhop.fetch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Integrity metadata: the strongest hashes that a response may have.
 *
 * @param algorithm the JDK's name of the digest
 * @param hashes the values, any of which will do
 * @see <a href="https://w3c.github.io/webappsec-subresource-integrity/">Subresource Integrity</a>
 */
record Integrity(String algorithm, List<byte[]> hashes) {
  private static final List<String> WEAK_TO_STRONG = List.of("sha256", "sha384", "sha512");

  /** Null where the metadata names no hash that we know: then everything matches. */
  static @Nullable Integrity parse(String metadata) {
    int strongest = -1;
    var hashes = new ArrayList<byte[]>();
    for (String item : metadata.split("[\\t\\n\\f\\r ]+")) {
      int dash = item.indexOf('-');
      if (dash < 0) {
        continue;
      }
      int strength = WEAK_TO_STRONG.indexOf(item.substring(0, dash));
      if (strength < 0 || strength < strongest) {
        continue;
      }
      byte[] hash = decode(item.substring(dash + 1).split("\\?", 2)[0]);
      if (strength > strongest) {
        strongest = strength;
        hashes.clear();
      }
      hashes.add(hash);
    }
    return strongest < 0
        ? null
        : new Integrity("SHA-" + WEAK_TO_STRONG.get(strongest).substring(3), hashes);
  }

  MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean matches(byte[] hash) {
    return hashes.stream().anyMatch(expected -> MessageDigest.isEqual(expected, hash));
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      // A value that is no base64 matches nothing, but still counts as a hash of its strength.
      return new byte[0];
    }
  }
}
