package dev.bellhop.store;

import dev.bellhop.http.Body;
import dev.bellhop.store.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bodies in rows and files, with the threads that read, write and sync the files. */
final class FileBodyStore implements BodyStore, AutoCloseable {
  private static final int IO_THREADS = 4;
  private static final int SYNC_THREADS = 2;

  private final Database database;
  private final BodyRows rows;
  private final BodyFiles files;
  private final FileSync sync;
  private final StorageBuckets buckets;
  private final Quota.Bucket bucket;
  private final @Nullable Reservation reservation;
  private final AtomicLong nextId;
  private final BodyRemoval removal;
  private final BodyPins pins;
  private final BodyIntake intake;
  private final ChunkPool chunks;
  private final ExecutorService io;

  /** Apart from io, so that no read or write waits for a sync. */
  private final ExecutorService syncing;

  /** The bodies of nobody. */
  FileBodyStore(
      Database database, BodyFiles files, StorageBuckets buckets, long firstId, FileSync sync) {
    this.database = database;
    this.rows = new BodyRows(database);
    this.files = files;
    this.sync = sync;
    this.buckets = buckets;
    this.bucket = buckets.quota().nobody;
    this.reservation = null;
    this.nextId = new AtomicLong(firstId);
    this.intake = new BodyIntake(this, database);
    this.chunks = new ChunkPool();
    this.io = StoreThreads.start("bellhop-io-", IO_THREADS);
    this.syncing = StoreThreads.start("bellhop-body-sync-", SYNC_THREADS);
    this.removal = new BodyRemoval(database, files, buckets.quota(), io);
    this.pins = removal.pins();
  }

  /** The same bodies, where new ones count against another bucket. */
  private FileBodyStore(
      FileBodyStore same, Quota.Bucket bucket, @Nullable Reservation reservation) {
    this.database = same.database;
    this.rows = same.rows;
    this.files = same.files;
    this.sync = same.sync;
    this.buckets = same.buckets;
    this.bucket = bucket;
    this.reservation = reservation;
    this.nextId = same.nextId;
    this.removal = same.removal;
    this.pins = same.pins;
    this.chunks = same.chunks;
    this.io = same.io;
    this.syncing = same.syncing;
    this.intake = new BodyIntake(this, database);
  }

  @Override
  public FileBodyStore of(String origin) {
    return of(buckets.bucket(origin));
  }

  private FileBodyStore of(Quota.Bucket other) {
    return other == bucket ? this : new FileBodyStore(this, other, null);
  }

  BodyRows rows() {
    return rows;
  }

  BodyFiles files() {
    return files;
  }

  /** What its new bodies count against. */
  Quota.Bucket bucket() {
    return bucket;
  }

  ChunkPool chunks() {
    return chunks;
  }

  Executor io() {
    return io;
  }

  @Override
  public Writer create() {
    return begin();
  }

  long newId() {
    return nextId.getAndIncrement();
  }

  BodyWriter begin() {
    long id = newId();
    return new BodyWriter(
        this, id, pinned(id), new SmallBytes(new byte[0]), new WrittenFile(this, id), 0, false);
  }

  private Runnable pinned(long id) {
    Runnable unpin = pins.pin(id);
    if (unpin == null) {
      throw new IllegalStateException("body " + id + " is being removed");
    }
    return unpin;
  }

  @Override
  public CompletableFuture<Writer> reopen(long bodyId) {
    Runnable unpin = pins.pin(bodyId);
    if (unpin == null) {
      return CompletableFuture.failedFuture(
          new StoreException(Kind.IO, "The body is being removed.", null));
    }
    nextId.accumulateAndGet(bodyId + 1, Math::max);
    return database
        .write(transaction -> UnfinishedBody.of(transaction, bodyId))
        .thenComposeAsync(left -> left.writer(at(left.bucket()), unpin), io)
        .<Writer>thenApply(writer -> writer)
        .whenComplete(
            (writer, failure) -> {
              if (failure != null) {
                unpin.run();
              }
            });
  }

  /** The same bodies, for one that counts against this bucket; null stands for this one's own. */
  private FileBodyStore at(@Nullable Long bucketId) {
    return bucketId == null ? this : of(buckets.quota().byId(bucketId));
  }

  @Override
  public CompletableFuture<@Nullable StoredBody> find(long bodyId) {
    return database.<@Nullable StoredBody>read(transaction -> find(transaction, bodyId));
  }

  @Override
  public @Nullable StoredBody find(Transaction transaction, long bodyId) throws StoreException {
    Runnable unpin = pins.pin(bodyId);
    if (unpin == null) {
      return null;
    }
    BodyRows.BodyRow row = BodyRows.read(transaction, bodyId);
    // The transaction's snapshot may still show a body that has been removed since.
    if (row == null
        || !row.finished()
        || (row.bytes() == null && files.lengthOrZero(bodyId) != row.length())) {
      unpin.run();
      return null;
    }
    FileBodyStore store = of(buckets.quota().byId(row.bucket()));
    byte[] bytes = row.bytes();
    if (bytes != null) {
      unpin.run();
      return new RowBody(store, bodyId, bytes, row.hash());
    }
    var body = new FiledBody(store, bodyId, row.length(), row.hash());
    pins.untilUnreachable(body, unpin);
    return body;
  }

  /** The body that a writer has finished and still pins. */
  StoredBody stored(long id, long size, byte @Nullable [] bytes) {
    if (bytes != null) {
      return new RowBody(this, id, bytes, null);
    }
    var body = new FiledBody(this, id, size, null);
    pins.untilUnreachable(body, pinned(id));
    return body;
  }

  @Override
  public CompletableFuture<StoredBody> store(Body body) {
    return intake.store(body);
  }

  @Override
  public CompletableFuture<StoredBody> ready(Body body, Reach reach) {
    return intake.ready(body, reach);
  }

  @Override
  public StoredBody save(Transaction transaction, StoredBody body) throws StoreException {
    return intake.save(transaction, body);
  }

  @Override
  public void ask(SharedWork shared, StoredBody body) {
    if (body instanceof RowBody row) {
      BodyRows.askForEqual(shared, row.inMemory());
    }
  }

  @Override
  public Reservation reserve(long bytes) throws StoreException {
    return bucket.reserve(bytes);
  }

  @Override
  public Reservation promised(long bytes) {
    bucket.count(bytes);
    return new Reservation(bucket, bytes);
  }

  @Override
  public FileBodyStore within(Reservation room) {
    return new FileBodyStore(this, bucket, room);
  }

  @Override
  public void count(Transaction transaction, long bytes) throws StoreException {
    if (reservation == null) {
      bucket.change(transaction, bytes);
    } else {
      reservation.use(transaction, bytes);
    }
  }

  /** Whether a body need not be copied: what another origin has stored counts against that one. */
  boolean isSameAs(FileBodyStore other) {
    return other.pins == pins && other.bucket == bucket;
  }

  @Override
  public Supplier<BodyCheck> check(Transaction transaction, long bodyId) throws StoreException {
    BodyInspection inspection = BodyInspection.of(transaction, files, bodyId);
    Runnable unpin = inspection.isOfFile() ? pins.pin(bodyId) : null;
    if (unpin != null) {
      pins.untilUnreachable(inspection, unpin);
    }
    return inspection;
  }

  @Override
  public CompletableFuture<Path> setAside(long bodyId, Instant now) {
    return database
        .read(transaction -> Optional.ofNullable(BodyRows.read(transaction, bodyId)))
        .thenApplyAsync(
            row -> {
              try {
                return setAside(bodyId, row.map(BodyRows.BodyRow::bytes).orElse(null), now);
              } catch (IOException e) {
                throw new CompletionException(Failures.of("set a damaged body aside", e));
              }
            },
            io);
  }

  private Path setAside(long id, byte @Nullable [] bytes, Instant now) throws IOException {
    Path folder = files.setAside(now);
    Path place =
        Files.createDirectories(folder.resolve(BodyFiles.FOLDER)).resolve(Long.toString(id));
    if (bytes != null) {
      Files.write(place, bytes);
    } else if (files.exists(id)) {
      Files.move(files.path(id), place, StandardCopyOption.REPLACE_EXISTING);
    }
    return folder;
  }

  @Override
  public void forget(Transaction transaction, long bodyId) throws StoreException {
    removal.forget(transaction, bodyId);
  }

  @Override
  public CompletableFuture<Void> release(Collection<Long> bodyIds) {
    return removal.release(bodyIds);
  }

  @Override
  public void release(Transaction transaction, Collection<Long> bodyIds) throws StoreException {
    removal.release(transaction, bodyIds);
  }

  /** A row is to refer to a body that may have been released since it was stored. */
  void refer(Transaction transaction, StoredBody body) throws StoreException {
    if (removal.isUncounted(body.id())) {
      count(transaction, body.size());
      removal.counted(transaction, body.id());
    }
  }

  /** Brings a body's bytes and the name of its file to the disk itself. */
  CompletableFuture<Void> force(FileChannel file, long id) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            sync.sync(files.path(id), file::force);
            files.syncName(id);
          } catch (IOException e) {
            throw new CompletionException(Failures.of("write a body to the disk", e));
          }
        },
        syncing);
  }

  /** Waits for what is under way. */
  @Override
  public void close() {
    for (ExecutorService executor : List.of(io, syncing)) {
      executor.shutdown();
      try {
        executor.awaitTermination(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
