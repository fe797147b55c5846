package dev.bellhop.engine;

import java.time.Duration;

/**
 * An event that has been dispatched and has not ended.
 *
 * @param type such as "fetch"
 * @param age since its dispatch began
 * @param pendingPromises how many promises keep it alive, or {@link #UNKNOWN}
 */
public record ActiveEvent(String type, Duration age, int pendingPromises) {
  /** The script is busy and cannot be asked. */
  public static final int UNKNOWN = -1;
}
