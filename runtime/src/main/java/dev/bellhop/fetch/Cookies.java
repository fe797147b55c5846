package dev.bellhop.fetch;

import dev.bellhop.http.HeaderList;
import dev.bellhop.url.Url;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The cookies of a host. Safe from any thread. */
public interface Cookies {
  /** How near the request's client and its URL are. */
  enum Reach {
    /** Of one site, or asked for by the user. */
    SAME_SITE,
    /** Of two sites, and a navigation by a safe method. */
    CROSS_SITE_NAVIGATION,
    /** Of two sites. */
    CROSS_SITE
  }

  /**
   * The value of the Cookie header for a request, or null for none.
   *
   * @param client the origin that asks: its site has partitioned cookies of its own everywhere
   */
  CompletableFuture<@Nullable String> header(Url url, Reach reach, String client);

  /**
   * Takes the Set-Cookie headers of a response in; completes when later requests send them.
   *
   * @param client the origin that has asked
   */
  CompletableFuture<Void> received(Url url, HeaderList response, Reach reach, String client);

  /** No cookies at all. */
  static Cookies none() {
    return new Cookies() {
      @Override
      public CompletableFuture<@Nullable String> header(Url url, Reach reach, String client) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public CompletableFuture<Void> received(
          Url url, HeaderList response, Reach reach, String client) {
        return CompletableFuture.completedFuture(null);
      }
    };
  }
}
