package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.BadInput;
import java.util.Set;

/** What kind of example a block is, which says where and how it is run. */
enum BlockClass {
  /** Listens to events of a worker, and runs as it stands. */
  HANDLER("handler"),
  /** Runs anywhere, also in a worker. */
  CONTEXT_FREE("context-free"),
  /** Runs in a page: registers a worker, starts a background fetch, ... */
  PAGE("page"),
  /** Needs names or surroundings that it does not declare. */
  FRAGMENT("fragment"),
  /** Shows how something is written, and does nothing. */
  SYNTAX("syntax");

  private static final Set<String> WORKER_EVENTS =
      Set.of(
          ("activate backgroundfetchabort backgroundfetchclick backgroundfetchfail"
                  + " backgroundfetchsuccess canmakepayment contentdelete cookiechange fetch install"
                  + " message messageerror notificationclick notificationclose paymentrequest"
                  + " periodicsync push pushsubscriptionchange request sync")
              .split(" "));
  private static final Set<String> OF_PAGES =
      Set.of("window", "document", "localStorage", "sessionStorage", "PaymentRequest");

  private final String text;

  BlockClass(String text) {
    this.text = text;
  }

  /**
   * The one with this name.
   *
   * @throws BellhopException where there is none
   */
  static BlockClass named(String text) {
    for (BlockClass kind : values()) {
      if (kind.text.equals(text)) {
        return kind;
      }
    }
    throw BadInput.saying("'" + text + "' is no kind of example.");
  }

  /** Its name. */
  String text() {
    return text;
  }

  /**
   * Looks at a block.
   *
   * @param platform the names that a realm has by itself
   */
  static BlockClass of(Block block, Reading reading, Set<String> platform) {
    if (block.heading().startsWith("Syntax") || reading.isEmpty()) {
      return SYNTAX;
    }
    boolean isOfWorker = reading.events().stream().anyMatch(WORKER_EVENTS::contains);
    if (isOfWorker && reading.hasEmptyFunctionsOnly()) {
      return SYNTAX;
    }
    if (isOfPage(reading)) {
      return isOfWorker ? FRAGMENT : PAGE;
    }
    boolean isOpen = reading.needsFunction() || !platform.containsAll(reading.open());
    if (isOpen) {
      return FRAGMENT;
    }
    return isOfWorker ? HANDLER : CONTEXT_FREE;
  }

  private static boolean isOfPage(Reading reading) {
    return reading.open().stream().anyMatch(OF_PAGES::contains)
        || reading.mentions("navigator", "serviceWorker")
        || reading.mentions("navigator", "push")
        || reading.mentions("navigator", "share")
        || reading.mentions("Notification", "requestPermission");
  }
}
