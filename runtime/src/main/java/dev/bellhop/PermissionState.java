package dev.bellhop;

/**
 * What a user has said to what a site asks for.
 *
 * @see <a href="https://w3c.github.io/permissions/#dom-permissionstate">Permissions:
 *     PermissionState</a>
 */
public enum PermissionState {
  /** The site may. */
  GRANTED,
  /** The site may not. */
  DENIED,
  /**
   * The user is to be asked, and has not answered. A background fetch waits for the answer, which
   * is {@link BackgroundFetch#resume}; what cannot wait is refused.
   */
  PROMPT
}
