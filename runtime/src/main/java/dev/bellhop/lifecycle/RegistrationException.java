package dev.bellhop.lifecycle;

import dev.bellhop.engine.NamedFailure;

/** Why a registration was refused, updated or found in vain, as a script is to see it. */
public final class RegistrationException extends RuntimeException implements NamedFailure {
  private static final long serialVersionUID = 1L;

  private final String name;

  /** With "TypeError" or a DOMException name, and a sentence for a person. */
  public RegistrationException(String name, String message) {
    super(message);
    this.name = name;
  }

  @Override
  public String errorName() {
    return name;
  }
}
