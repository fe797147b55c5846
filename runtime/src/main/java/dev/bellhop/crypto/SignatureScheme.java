package dev.bellhop.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** A way to sign, before it has a key. */
@FunctionalInterface
interface SignatureScheme {
  /** The JDK's signature with its parameters. */
  Signature open() throws GeneralSecurityException;

  /** The signature of some bytes. */
  default byte[] sign(PrivateKey key, byte[] data) throws GeneralSecurityException {
    Signature signature = open();
    signature.initSign(key);
    signature.update(data);
    return signature.sign();
  }

  /** Whether a signature belongs to some bytes; one that is malformed does not. */
  default boolean verify(PublicKey key, byte[] signed, byte[] data)
      throws GeneralSecurityException {
    Signature signature = open();
    signature.initVerify(key);
    try {
      signature.update(data);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    }
  }
}
