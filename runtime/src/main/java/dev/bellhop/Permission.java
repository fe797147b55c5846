package dev.bellhop;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a site's scripts may need the user's permission for.
 *
 * @see <a href="https://w3c.github.io/permissions/#dfn-powerful-feature">Permissions: powerful
 *     features</a>
 */
public enum Permission {
  /** Background fetches; where the user is still to be asked, they start paused. */
  BACKGROUND_FETCH("background-fetch"),
  /** One-off background syncs. */
  BACKGROUND_SYNC("background-sync"),
  /** Notifications. */
  NOTIFICATIONS("notifications"),
  /** Periodic background syncs. */
  PERIODIC_BACKGROUND_SYNC("periodic-background-sync"),
  /** Storage that is not cleared when room is needed. */
  PERSISTENT_STORAGE("persistent-storage"),
  /** Push messages. */
  PUSH("push");

  private final String featureName;

  Permission(String featureName) {
    this.featureName = featureName;
  }

  /** The name that the specifications give it, such as "background-fetch". */
  public String featureName() {
    return featureName;
  }

  /**
   * The permission of this name.
   *
   * @throws BellhopException of the kind INPUT where there is none
   */
  public static Permission named(String featureName) {
    return Arrays.stream(values())
        .filter(permission -> permission.featureName.equals(featureName))
        .findFirst()
        .orElseThrow(
            () ->
                new BellhopException(
                    BellhopException.Kind.INPUT,
                    "There is no permission \""
                        + featureName
                        + "\"; there are "
                        + Arrays.stream(values())
                            .map(Permission::featureName)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
