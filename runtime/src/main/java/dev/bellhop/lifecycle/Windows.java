package dev.bellhop.lifecycle;

import dev.bellhop.url.Url;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What workers do with the pages of their origin. Safe from any thread. */
public interface Windows {
  /**
   * Opens a page. Completes with its client once it runs; with empty where the URL is of another
   * origin or leads to no page.
   */
  CompletableFuture<Optional<Client>> open(Url url, Worker by);

  /**
   * Opens another page in the place of one. Completes as {@link #open} does; fails where the client
   * is gone.
   */
  CompletableFuture<Optional<Client>> navigate(Client client, Url url, Worker by);

  /** Gives a page the focus; false where it is gone. */
  boolean focus(Client client, Worker by);
}
