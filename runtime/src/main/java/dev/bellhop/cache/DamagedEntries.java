package dev.bellhop.cache;

import dev.bellhop.fetch.MessageJson;
import dev.bellhop.store.DamagedBodies;
import dev.bellhop.store.StoreException;
import dev.bellhop.store.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes entries with damaged bodies out of a cache. Blocks; for one thread. */
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
  Path setAside() throws StoreException {
    var damaged = new DamagedBodies(storage.bodies(), storage.clock().now());
    for (EntryPages.Stored entry : entries) {
      long body = Objects.requireNonNull(entry.bodyId());
      damaged.setAside(body, line(entry, body));
    }
    Path folder = damaged.list(LIST);
    delete(damaged.moved());
    return folder;
  }

  private String line(EntryPages.Stored entry, long body) {
    ObjectNode line = JSON.createObjectNode();
    line.put("cache", cache);
    line.put("body", body);
    line.set("request", JSON.readTree(MessageJson.write(entry.request())));
    line.set("response", JSON.readTree(MessageJson.write(entry.response())));
    return line.toString();
  }

  private void delete(Set<Long> bodies) {
    storage
        .database()
        .write(
            transaction -> {
              storage.rows().counted(transaction, () -> deleteRows(transaction));
              storage.bodies().release(transaction, bodies);
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
