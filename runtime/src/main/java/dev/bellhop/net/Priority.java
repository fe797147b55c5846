package dev.bellhop.net;

/** Which of the requests that wait for a connection to a server goes first. */
public enum Priority {
  HIGH,
  AUTO,
  LOW;

  /** By its name in the Fetch standard: "high", "auto" or "low". */
  public static Priority of(String name) {
    return switch (name) {
      case "high" -> HIGH;
      case "low" -> LOW;
      default -> AUTO;
    };
  }
}
