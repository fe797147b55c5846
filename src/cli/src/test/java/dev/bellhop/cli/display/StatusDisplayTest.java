package dev.bellhop.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.SiteStatus;
import dev.bellhop.SiteStatus.ClientStatus;
import dev.bellhop.SiteStatus.EventStatus;
import dev.bellhop.SiteStatus.RegistrationStatus;
import dev.bellhop.SiteStatus.StorageStatus;
import dev.bellhop.SiteStatus.WorkerStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusDisplayTest {
  private static final String SCRIPT = "https://localhost/sw.js";

  @Test
  void showsRegistrationsWorkersEventsAndPages() {
    var active =
        new WorkerStatus(
            SCRIPT,
            "classic",
            "activated",
            true,
            List.of("fetch", "push"),
            List.of(
                new EventStatus("push", 2_300_000_000L, 1),
                new EventStatus("fetch", 5_000_000L, 0),
                new EventStatus("sync", 61_000_000_000L, null)));
    var waiting =
        new WorkerStatus(
            "https://localhost/sw2.js", "module", "installed", false, List.of(), List.of());
    var status =
        new SiteStatus(
            "https://localhost",
            List.of(new RegistrationStatus("https://localhost/", "none", null, waiting, active)),
            List.of(
                new ClientStatus("1-2", "https://localhost/page.js", SCRIPT),
                new ClientStatus("3-4", "https://localhost/\u001b[2J.js", null)),
            new StorageStatus(12_300_000, 2_000_000_000, true));
    assertThat(printed(status))
        .isEqualTo(
            """
            site          https://localhost
            storage       12.3 MB of 2.0 GB, persisted

            registration  https://localhost/, updateViaCache none
              waiting     module https://localhost/sw2.js, installed, stopped
                          listens to nothing
              active      classic https://localhost/sw.js, activated, running
                          listens to fetch, push
                          handles push for 2.3 s, waits for 1 promise
                          handles fetch for 5 ms, its listeners have not returned
                          handles sync for 1 min 1 s, its script is busy

            page          https://localhost/page.js
                          controlled by https://localhost/sw.js, client 1-2

            page          https://localhost/\\x1b[2J.js
                          not controlled, client 3-4
            """);
  }

  @Test
  void saysWhatThereIsNone() {
    assertThat(printed(new SiteStatus("https://localhost", List.of(), List.of(), null)))
        .isEqualTo("site          https://localhost\nno registrations\nno pages\n");
  }

  private static String printed(SiteStatus status) {
    var text = new StringWriter();
    new StatusDisplay(new PrintWriter(text)).print(status);
    return text.toString();
  }
}
