package dev.bellhop.ops;

/**
 * An operation's failure as the script is to see it: a TypeError, RangeError or DOMException.
 *
 * @see <a href="https://webidl.spec.whatwg.org/#idl-exceptions">Web IDL: exceptions</a>
 */
public final class OpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;

  /** With "TypeError", "RangeError" or a DOMException name, and the message for the script. */
  public OpException(String name, String message) {
    super(message);
    this.name = name;
  }

  /** "TypeError", "RangeError" or a DOMException name such as "InvalidStateError". */
  public String errorName() {
    return name;
  }
}
