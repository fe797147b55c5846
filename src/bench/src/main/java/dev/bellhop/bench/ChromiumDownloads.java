package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Chromium;
import dev.bellhop.conformance.chromium.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.ObjectMapper;

/**
 * A background fetch in a page of Chromium, headless and with a new profile. Its time is what
 * Bellhop's is: from the fetch being started to the dispatch of its event.
 *
 * @param files no more than so many, for Chromium needs minutes for thousands
 */
record ChromiumDownloads(String program, int files) implements DownloadPeer {
  @Override
  public String name() {
    return "chromium";
  }

  @Override
  public Run download(DownloadJob job, FileServer server, Path work)
      throws IOException, InterruptedException {
    Files.writeString(job.folder().resolve("page.html"), "<!doctype html><title>bench</title>");
    Resources.write("chromium-worker.js", job.folder());
    try (Chromium chromium = Chromium.start(program, work);
        Tab tab = chromium.open(server.url("page.html"))) {
      chromium.allowDownloads();
      String download =
          "(%s)(%s)"
              .formatted(
                  Resources.text("chromium-page.js"),
                  new ObjectMapper().writeValueAsString(job.names()));
      return new Run(tab.evaluate(download).asDouble(), null);
    }
  }
}
