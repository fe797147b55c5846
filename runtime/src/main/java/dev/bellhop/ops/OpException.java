package dev.bellhop.ops;

import dev.bellhop.engine.NamedFailure;
import org.graalvm.polyglot.HostAccess;

/**
 * An operation's failure as the script is to see it: a TypeError, RangeError or DOMException.
 *
 * @see <a href="https://webidl.spec.whatwg.org/#idl-exceptions">Web IDL: exceptions</a>
 */
public final class OpException extends RuntimeException implements NamedFailure {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String text;

  /** With "TypeError", "RangeError" or a DOMException name, and the message for the script. */
  public OpException(String name, String message) {
    super(message);
    this.name = name;
    this.text = message;
  }

  @Override
  @HostAccess.Export
  public String errorName() {
    return name;
  }

  @Override
  @HostAccess.Export
  public String getMessage() {
    return text;
  }
}
