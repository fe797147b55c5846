package dev.bellhop.crypto;

/** Key data that is no such key, or an operation that failed; the message is for a script. */
public final class CryptoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, by the DOMException that stands for it. */
  public enum Kind {
    /** The data for a key is not what its format or algorithm wants. */
    DATA("DataError"),
    /** The operation failed for a reason of its algorithm. */
    OPERATION("OperationError");

    private final String errorName;

    Kind(String errorName) {
      this.errorName = errorName;
    }

    /** The name of the DOMException. */
    public String errorName() {
      return errorName;
    }
  }

  private final Kind kind;

  private CryptoException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** For data that does not make a key. */
  static CryptoException data(String message) {
    return new CryptoException(Kind.DATA, message);
  }

  /** For an operation that cannot be done. */
  static CryptoException operation(String message) {
    return new CryptoException(Kind.OPERATION, message);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
