package dev.bellhop.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests that archives hold. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    return of("SHA-256");
  }

  /** What WARC files use: it tells accidents, and is no proof against forgery. */
  static MessageDigest sha1() {
    return of("SHA-1");
  }

  private static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
