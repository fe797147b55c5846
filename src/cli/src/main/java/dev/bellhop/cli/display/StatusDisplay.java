package dev.bellhop.cli.display;

import dev.bellhop.SiteStatus;
import dev.bellhop.SiteStatus.ClientStatus;
import dev.bellhop.SiteStatus.EventStatus;
import dev.bellhop.SiteStatus.RegistrationStatus;
import dev.bellhop.SiteStatus.StorageStatus;
import dev.bellhop.SiteStatus.WorkerStatus;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A site's status as a person reads it. */
public final class StatusDisplay {
  private final PrintWriter out;

  /** Prints there. */
  public StatusDisplay(PrintWriter out) {
    this.out = out;
  }

  /** Prints it. */
  public void print(SiteStatus status) {
    out.println("site          " + status.origin());
    StorageStatus storage = status.storage();
    if (storage != null) {
      out.println(
          "storage       "
              + Amounts.size(storage.usage())
              + " of "
              + Amounts.size(storage.quota())
              + (storage.persisted() ? ", persisted" : ""));
    }
    if (status.registrations().isEmpty()) {
      out.println("no registrations");
    }
    status.registrations().forEach(this::print);
    if (status.clients().isEmpty()) {
      out.println("no pages");
    }
    status.clients().forEach(this::print);
  }

  private void print(RegistrationStatus registration) {
    out.println();
    out.println(
        "registration  "
            + Plain.line(registration.scope())
            + (registration.updateViaCache().equals("imports")
                ? ""
                : ", updateViaCache " + registration.updateViaCache()));
    print("installing", registration.installing());
    print("waiting", registration.waiting());
    print("active", registration.active());
  }

  private void print(String place, @Nullable WorkerStatus worker) {
    if (worker == null) {
      return;
    }
    out.printf(
        "  %-10s  %s %s, %s, %s%n",
        place,
        worker.type(),
        Plain.line(worker.scriptUrl()),
        worker.state(),
        worker.running() ? "running" : "stopped");
    out.println(
        "              listens to "
            + (worker.eventTypes().isEmpty()
                ? "nothing"
                : Plain.line(String.join(", ", worker.eventTypes()))));
    worker.events().forEach(this::print);
  }

  private void print(EventStatus event) {
    out.println(
        "              handles "
            + event.type()
            + " for "
            + Amounts.duration(Duration.ofNanos(event.ageNanos()))
            + ", "
            + waitsFor(event.pendingPromises()));
  }

  private static String waitsFor(@Nullable Integer promises) {
    if (promises == null) {
      return "its script is busy";
    }
    return promises == 0
        ? "its listeners have not returned"
        : "waits for " + Amounts.count(promises, "promise", "promises");
  }

  private void print(ClientStatus client) {
    out.println();
    out.println("page          " + Plain.line(client.url()));
    out.println(
        "              "
            + (client.controller() == null
                ? "not controlled"
                : "controlled by " + Plain.line(client.controller()))
            + ", client "
            + client.id());
  }
}
