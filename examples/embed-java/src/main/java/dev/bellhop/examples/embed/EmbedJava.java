package dev.bellhop.examples.embed;

import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchInfo;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.Bellhop;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import java.nio.file.Path;
import java.util.List;

/** Fetches a file in the background and lets the site's worker store it. */
public final class EmbedJava {
  private EmbedJava() {}

  /** Arguments: the site's folder, the data folder, and a URL to fetch. */
  public static void main(String[] args) {
    try (Bellhop bellhop = Bellhop.builder().dataFolder(Path.of(args[1])).open()) {
      Site site = bellhop.site(SiteOptions.folder(Path.of(args[0])));
      BackgroundFetchInfo info =
          site.register()
              .thenCompose(
                  registration ->
                      registration
                          .backgroundFetch()
                          .fetch("film", List.of(args[2]), BackgroundFetchOptions.titled("A film")))
              .thenCompose(BackgroundFetch::handled)
              .join();
      System.out.println(info.id() + ": " + info.result() + ", " + info.downloaded() + " bytes");
      System.out.println("caches: " + site.caches().names().join());
    }
  }
}
