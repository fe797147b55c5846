package dev.bellhop.host;

import dev.bellhop.Bellhop;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.TraceEntry;
import dev.bellhop.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process with two sites, whose workers answer until one of them takes all the memory that there
 * is. It prints what happens, a line for each thing.
 */
final class ShortOfMemory {
  private static final int SECONDS = 120;
  private static final int ROUNDS = 2;

  private ShortOfMemory() {}

  /** With the folders for data and of the two sites, the calm one first. */
  public static void main(String[] arguments) throws Exception {
    try (Bellhop host =
        Bellhop.builder()
            .dataFolder(Path.of(arguments[0]))
            .scriptTimeout(Duration.ofMinutes(10))
            .onTrace(ShortOfMemory::print)
            .open()) {
      Site calm = site(host, arguments[1], "https://calm.example");
      Site hungry = site(host, arguments[2], "https://hungry.example");
      say("calm " + answer(calm, "/answer"));
      for (int round = 0; round < ROUNDS; round++) {
        var eating = CompletableFuture.supplyAsync(() -> eat(hungry));
        do {
          say("during " + answer(calm, "/answer"));
        } while (!isDoneSoon(eating));
        say("eaten " + eating.join());
        say("calm " + answer(calm, "/answer"));
        say("hungry " + answer(hungry, "/answer"));
      }
    }
    say("closed");
  }

  private static Site site(Bellhop host, String folder, String origin) throws Exception {
    Site site = host.site(SiteOptions.folder(Path.of(folder)).withOrigin(origin));
    site.register().get(SECONDS, TimeUnit.SECONDS);
    return site;
  }

  private static String eat(Site site) {
    try {
      return answer(site, "/eat");
    } catch (Exception e) {
      return "nothing: " + e.getMessage();
    }
  }

  private static boolean isDoneSoon(CompletableFuture<String> eating) throws Exception {
    try {
      eating.get(100, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static String answer(Site site, String path) throws Exception {
    try (SiteResponse response =
        site.fetch(SiteRequest.subresource(site.origin() + path)).get(SECONDS, TimeUnit.SECONDS)) {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void print(TraceEntry entry) {
    if (entry.event() instanceof TraceEvent.Diagnostic told) {
      String line = told.frame() == null ? "?" : Integer.toString(told.frame().line());
      say(told.name() + " at " + line + ": " + told.message());
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }
}
