package dev.bellhop.cache;

import dev.bellhop.fetch.MessageJson;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes entries with damaged bodies out of a cache: first the bodies go and the entries are written
 * down where they are set aside, then the rows. After a crash in between the entries count as
 * missing, as before. Blocks; for one thread.
 */
final class DamagedEntries {
  private static final String LIST = "entries.jsonl";
  private static final JsonMapper JSON = new JsonMapper();

  private final CacheStorage storage;
  private final String cache;
  private final List<EntryPages.Stored> entries;

  /** At least one entry, each of which refers to a body. */
  DamagedEntries(CacheStorage storage, String cache, List<EntryPages.Stored> entries) {
    this.storage = storage;
    this.cache = cache;
    this.entries = entries;
  }

  /** Gives the folder where they are now. */
  Path setAside() throws IOException {
    Instant now = storage.clock().now();
    Path folder = null;
    var lines = new StringBuilder();
    Set<Long> bodies = new HashSet<>();
    for (EntryPages.Stored entry : entries) {
      long body = Objects.requireNonNull(entry.bodyId());
      if (bodies.add(body)) {
        folder = storage.bodies().setAside(body, now).join();
      }
      lines.append(line(entry, body));
    }
    Files.writeString(
        Objects.requireNonNull(folder).resolve(LIST),
        lines,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    delete(bodies);
    return folder;
  }

  private String line(EntryPages.Stored entry, long body) {
    ObjectNode line = JSON.createObjectNode();
    line.put("cache", cache);
    line.put("body", body);
    line.set("request", JSON.readTree(MessageJson.write(entry.request())));
    line.set("response", JSON.readTree(MessageJson.write(entry.response())));
    return line + "\n";
  }

  private void delete(Set<Long> bodies) {
    storage
        .database()
        .write(
            transaction -> {
              storage.rows().counted(transaction, () -> deleteRows(transaction));
              storage.bodies().release(transaction, new ArrayList<>(bodies));
              transaction.whenOver(committed -> storage.hot().allChanged());
              return null;
            })
        .join();
  }

  private int deleteRows(Transaction transaction) throws StoreException {
    int deleted = 0;
    for (EntryPages.Stored entry : entries) {
      deleted +=
          transaction.update(
              "DELETE FROM cache_entry WHERE id = ? AND body_id = ?", entry.id(), entry.bodyId());
    }
    return deleted;
  }
}
