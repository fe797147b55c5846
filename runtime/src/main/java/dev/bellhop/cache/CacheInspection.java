package dev.bellhop.cache;

import dev.bellhop.CacheCheck;
import dev.bellhop.CacheExport;
import dev.bellhop.DamagedEntry;
import dev.bellhop.archive.ArchiveWriter;
import dev.bellhop.archive.Archives;
import dev.bellhop.archive.Exchange;
import dev.bellhop.archive.UnreadableBodyException;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.store.BodyCheck;
import dev.bellhop.store.BodyStore.StoredBody;
import dev.bellhop.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Goes through a cache to export or to verify it. Blocks; for one thread at a time. */
final class CacheInspection {
  private final CacheStorage storage;
  private final String name;
  private final List<DamagedEntry> damaged = new ArrayList<>();
  private final List<EntryPages.Stored> entries = new ArrayList<>();

  CacheInspection(CacheStorage storage, String name) {
    this.storage = storage;
    this.name = name;
  }

  CacheExport export(ArchiveWriter archive, Path to) throws IOException {
    var work = new LongWork(storage, name, "export");
    EntryPages pages = EntryPages.of(storage, name);
    for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
      for (EntryPages.Stored entry : page) {
        if (export(entry, archive)) {
          Body body = entry.response().body();
          work.done(body == null ? 0 : body.length().orElse(0));
        }
      }
    }
    return new CacheExport(
        work.entries(), work.bytes(), archive.finish(), damaged, Archives.drafts(to));
  }

  private boolean export(EntryPages.Stored entry, ArchiveWriter archive) throws IOException {
    if (entry.lacksBody()) {
      note(entry, check(entry), "its body is missing");
      return false;
    }
    try {
      archive.add(new Exchange(entry.request(), verified(entry.response()), entry.at()));
      return true;
    } catch (UnreadableBodyException e) {
      note(entry, check(entry), e.getMessage());
      return false;
    }
  }

  private static FetchResponse verified(FetchResponse response) {
    return response.body() instanceof StoredBody stored
        ? response.withBody(stored.verified())
        : response;
  }

  CacheCheck verify() {
    var work = new LongWork(storage, name, "verify");
    long cache = storage.database().read(rows -> storage.rows().requireCache(rows, name)).join();
    var bodies = new CheckedBodies(storage, cache);
    for (var page = bodies.next(); !page.isEmpty(); page = bodies.next()) {
      for (CheckedBodies.Checked body : page) {
        BodyCheck check = body.check() == null ? null : body.check().get();
        if (check != null && check.damage() != null) {
          noteDamage(body.entry(), check);
        }
        work.done(check == null ? 0 : check.length());
      }
    }
    return new CacheCheck(name, work.entries(), work.bytes(), damaged, null);
  }

  CacheCheck setAsideDamaged() throws StoreException {
    CacheCheck check = verify();
    return check.damaged().isEmpty()
        ? check
        : new CacheCheck(
            check.name(),
            check.entries(),
            check.bytes(),
            check.damaged(),
            new DamagedEntries(storage, name, entries).setAside());
  }

  private BodyCheck check(EntryPages.Stored entry) {
    long body = Objects.requireNonNull(entry.bodyId());
    return storage.database().read(rows -> storage.bodies().check(rows, body)).join().get();
  }

  /** Unless the entry, and its body with it, has gone meanwhile. */
  private void noteDamage(long id, BodyCheck check) {
    EntryPages.Stored entry = EntryPages.find(storage, id);
    if (entry != null) {
      note(entry, check, check.damage());
    }
  }

  private void note(EntryPages.Stored entry, BodyCheck check, @Nullable String otherwise) {
    entries.add(entry);
    damaged.add(
        new DamagedEntry(
            entry.request().method(),
            entry.request().url().href(),
            check.file(),
            Objects.requireNonNullElse(
                check.damage(), Objects.requireNonNullElse(otherwise, "it cannot be read"))));
  }
}
