package dev.bellhop.crypto;

import java.util.Arrays;

/** What a CryptoKey holds. The content of keys is in no text. */
public sealed interface KeyMaterial permits KeyMaterial.Secret, AsymmetricKey {
  /** The bytes of a secret key. */
  record Secret(byte[] bytes) implements KeyMaterial {
    @Override
    public boolean equals(Object other) {
      return other instanceof Secret secret && Arrays.equals(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Secret of " + bytes.length + " bytes";
    }
  }
}
