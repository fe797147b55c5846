package dev.bellhop.archive;

import dev.bellhop.http.Body;
import java.io.IOException;
import java.io.InputStream;

/** Where the contents of an archive go, in their order. Blocks; for one thread at a time. */
public interface Intake {
  /** The serialized origin of those who will use the responses. */
  String origin();

  /**
   * Whether such an exchange is wanted; one that is not counts as skipped.
   *
   * @param head without the response's body
   */
  boolean wants(Exchange head, String place);

  /** Reads the bytes to their end and keeps them, for an exchange that is put later. */
  Body keep(InputStream bytes) throws IOException;

  /** Takes an exchange whose body, where it has one, was kept. */
  void put(Exchange exchange) throws IOException;

  /** Notes that something is left out. */
  void skip(String place, String url, String why);
}
