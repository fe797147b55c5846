package dev.bellhop.backgroundfetch;

import dev.bellhop.DamagedEntry;
import dev.bellhop.FetchCheck;
import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.MessageJson;
import dev.bellhop.store.BodyCheck;
import dev.bellhop.store.BodyStore;
import dev.bellhop.store.DamagedBodies;
import dev.bellhop.store.Database;
import dev.bellhop.store.FetchRecordRows;
import dev.bellhop.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Re-reads the bodies that an origin's background fetches keep. Blocks; for one thread. */
public final class KeptBodies {
  private static final String LIST = "records.jsonl";
  private static final JsonMapper JSON = new JsonMapper();

  private final Database database;
  private final BodyStore bodies;

  /** The bodies of the records in this database. */
  public KeptBodies(Database database, BodyStore bodies) {
    this.database = database;
    this.bodies = bodies;
  }

  /** Compares each with what was noted when it was stored. */
  public List<FetchCheck> verify(String origin) {
    return tally(origin).stream().map(tally -> tally.check(null)).toList();
  }

  /**
   * As {@link #verify}, and then moves damaged bodies to the folder for what is set aside at this
   * time: first the bytes, then the list of their records, then the rows. A record whose body has
   * gone ends, or has ended, with a failure that says so.
   */
  public List<FetchCheck> setAsideDamaged(String origin, Instant now) throws StoreException {
    List<FetchCheck> checks = new ArrayList<>();
    for (Tally tally : tally(origin)) {
      checks.add(tally.check(tally.damaged.isEmpty() ? null : setAside(tally, now)));
    }
    return checks;
  }

  private List<Tally> tally(String origin) {
    Map<Long, Tally> tallies = new LinkedHashMap<>();
    for (FetchRecordRows.Kept kept : new FetchRecordRows(database).kept(origin).join()) {
      tallies
          .computeIfAbsent(kept.uid(), uid -> new Tally(kept.fetch()))
          .add(kept, database.read(rows -> bodies.check(rows, kept.bodyId())).join().get());
    }
    return List.copyOf(tallies.values());
  }

  private Path setAside(Tally tally, Instant now) throws StoreException {
    var damaged = new DamagedBodies(bodies, now);
    for (FetchRecordRows.Kept kept : tally.damaged) {
      damaged.setAside(kept.bodyId(), line(kept));
    }
    Path folder = damaged.list(LIST);
    database
        .write(
            transaction -> {
              for (long body : damaged.moved()) {
                bodies.forget(transaction, body);
              }
              return null;
            })
        .join();
    return folder;
  }

  private static String line(FetchRecordRows.Kept kept) {
    ObjectNode line = JSON.createObjectNode();
    line.put("fetch", kept.fetch());
    line.put("body", kept.bodyId());
    line.set("request", JSON.readTree(kept.request()));
    return line.toString();
  }

  private static final class Tally {
    private final String fetch;
    private final List<FetchRecordRows.Kept> damaged = new ArrayList<>();
    private final List<DamagedEntry> entries = new ArrayList<>();
    private int bodies;
    private long bytes;

    private Tally(String fetch) {
      this.fetch = fetch;
    }

    private void add(FetchRecordRows.Kept kept, BodyCheck check) {
      bodies++;
      bytes += check.length();
      if (check.damage() != null) {
        FetchRequest request = MessageJson.readRequest(kept.request());
        damaged.add(kept);
        entries.add(
            new DamagedEntry(request.method(), request.url().href(), check.file(), check.damage()));
      }
    }

    private FetchCheck check(@Nullable Path setAside) {
      return new FetchCheck(fetch, bodies, bytes, entries, setAside);
    }
  }
}
