package dev.bellhop.crypto;

import java.util.List;

/** A public key, or a private one with its public half. */
public sealed interface AsymmetricKey extends KeyMaterial permits AsymmetricKey.OnCurve, RsaKey {
  /** Its public key alone. */
  AsymmetricKey publicKey();

  /** The public key as a SubjectPublicKeyInfo. */
  byte[] spki();

  /** The private key as a PrivateKeyInfo; for private keys only. */
  byte[] pkcs8();

  /** The numbers that a JSON Web Key has, in the order of its members; secrets come last. */
  List<byte[]> numbers();

  /** A key whose public half is a point of a curve. */
  sealed interface OnCurve extends AsymmetricKey permits EcKey, OkpKey {
    /** The bytes of the point. */
    byte[] raw();
  }
}
