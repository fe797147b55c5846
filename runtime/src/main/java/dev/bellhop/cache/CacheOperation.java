package dev.bellhop.cache;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;

/**
 * A step of a batch.
 *
 * @see <a href="https://w3c.github.io/ServiceWorker/#dfn-cache-batch-operation">Service Workers:
 *     cache batch operation</a>
 */
public sealed interface CacheOperation {
  /** Stores a response, in place of every one that the request finds. */
  record Put(FetchRequest request, FetchResponse response) implements CacheOperation {}

  /** Deletes what the query finds. */
  record Delete(CacheQuery query) implements CacheOperation {}
}
