package dev.bellhop.bench;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** A runtime with {@code caches} in it. */
interface CachePeer extends AutoCloseable {
  String name();

  /**
   * Runs {@code caches-work.js} and then the body of an async function, in a process or a page that
   * has done nothing before.
   *
   * @return what the function returned
   */
  JsonNode run(String functionBody) throws IOException, InterruptedException;

  @Override
  default void close() throws IOException {}

  /** The script that gives a promise of what the function returns. */
  static String script(String base, String functionBody) throws IOException {
    return """
    (async () => {
      const BASE = "%s";
      %s
      %s
    })()"""
        .formatted(base, Resources.text("caches-work.js"), functionBody);
  }
}
