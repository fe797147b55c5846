package dev.bellhop.lifecycle;

import dev.bellhop.engine.NamedFailure;

/** Why a registration was refused, updated or found in vain, as a script is to see it. */
public class RegistrationException extends RuntimeException implements NamedFailure {
  private static final long serialVersionUID = 1L;

  private final String name;

  /** With "TypeError" or a DOMException name, and a sentence for a person. */
  public RegistrationException(String name, String message) {
    super(message);
    this.name = name;
  }

  @Override
  public final String errorName() {
    return name;
  }

  /**
   * A worker's own script was redirected. The specification knows only a network error there, which
   * is a TypeError; browsers make a SecurityError of it where the script is being registered, and
   * web-platform-tests want both.
   */
  static final class Redirected extends RegistrationException {
    private static final long serialVersionUID = 1L;

    Redirected(String message) {
      super("TypeError", message);
    }

    /** What register() is to fail with. */
    RegistrationException ofRegister() {
      return new RegistrationException("SecurityError", getMessage());
    }
  }
}
