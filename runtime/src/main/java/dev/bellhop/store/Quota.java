package dev.bellhop.store;

import dev.bellhop.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of bodies and of what caches hold beside them by origin, against what each
 * origin and all together may have. Where all together have too much, it names the origins whose
 * data is to go. Safe from any thread.
 *
 * @see <a href="https://storage.spec.whatwg.org/#usage-and-quota">Storage: usage and quota</a>
 */
final class Quota {
  /** Having looked at the disk once, it takes so many bytes before it looks again. */
  private static final long LOOK_EVERY = 16L << 20;

  private static final int DISK_STEPS = 32;

  private final long limit;
  private final LongSupplier diskRoom;
  private final Consumer<Bucket> eviction;
  private final Map<String, Bucket> byOrigin = new HashMap<>();
  private final Map<Long, Bucket> byId = new HashMap<>();

  /** Those that are not the default ones, by their origins proper. */
  private final Map<String, List<Bucket>> named = new HashMap<>();

  /** Counts what belongs to no origin. */
  final Bucket nobody = new Bucket(0, "");

  private long total;
  private long lastId;
  private long known;

  /**
   * Without buckets.
   *
   * @param limit how many bytes all together may have
   * @param diskRoom how many more bytes the disk may be given
   * @param eviction told of a bucket that counts for nothing any more and is to be cleared; must be
   *     quick
   */
  Quota(long limit, LongSupplier diskRoom, Consumer<Bucket> eviction) {
    this.limit = limit;
    this.diskRoom = diskRoom;
    this.eviction = eviction;
    byId.put(nobody.id, nobody);
  }

  /**
   * What an origin has, or what is in one of the buckets that it has named. Its fields are guarded
   * by the quota's lock.
   */
  final class Bucket {
    final long id;

    /** With the name, where it has one. */
    final String origin;

    private final BucketKey key;
    private long used;
    private long quota = Long.MAX_VALUE;
    private long lastUsed;
    private boolean persisted;
    private boolean inUse;

    private Bucket(long id, String origin) {
      this.id = id;
      this.origin = origin;
      this.key = BucketKey.parse(origin);
    }

    /**
     * Counts bytes that are about to be stored.
     *
     * @throws StoreException of kind FULL where there is no room for them; none is counted then
     */
    void take(long bytes) throws StoreException {
      synchronized (Quota.this) {
        Bucket whole = whole();
        if (bytes > whole.quota - Quota.this.usedInAll(key.origin())) {
          throw usedUp(whole);
        }
        if (bytes > quota - used) {
          throw usedUp(this);
        }
        if (bytes > limit - total && !makeRoom(bytes)) {
          throw new StoreException(
              Kind.FULL,
              "The storage limit of %,d bytes for all sites is used up: delete caches or allow more."
                  .formatted(limit),
              null);
        }
        if (bytes > known) {
          look(bytes);
        }
        known -= bytes;
        count(bytes);
      }
    }

    /**
     * As {@link #take}, for what will be stored later.
     *
     * @throws StoreException of kind FULL where there is no room
     */
    Reservation reserve(long bytes) throws StoreException {
      take(bytes);
      return new Reservation(this, bytes);
    }

    /** Counts what is there whether there is room for it or not. */
    void count(long bytes) {
      synchronized (Quota.this) {
        used += bytes;
        total += bytes;
      }
    }

    void giveBack(long bytes) {
      count(-bytes);
    }

    /** Takes bytes, or gives back so many for a negative number, if the transaction succeeds. */
    void change(Transaction transaction, long bytes) throws StoreException {
      if (bytes > 0) {
        take(bytes);
      } else {
        count(bytes);
      }
      transaction.whenOver(
          committed -> {
            if (!committed) {
              giveBack(bytes);
            }
          });
    }

    /** How many bytes it has by itself. */
    long used() {
      synchronized (Quota.this) {
        return used;
      }
    }

    /** How many bytes its origin has in all buckets. */
    long usedInAll() {
      synchronized (Quota.this) {
        return Quota.this.usedInAll(key.origin());
      }
    }

    /** The default bucket of its origin, whose quota is that of the origin; itself for none. */
    private Bucket whole() {
      return byOrigin.getOrDefault(key.origin(), this);
    }

    /** How many bytes it may have in all. */
    long most() {
      return most(diskRoom.getAsLong(), 1);
    }

    /**
     * As {@link #most}, but where the disk bounds it a round number: whoever asks twice is not to
     * learn what somebody else has written to the disk meanwhile.
     */
    long mostRoughly() {
      long disk = diskRoom.getAsLong();
      return most(disk, Math.max(1, Long.highestOneBit(disk) / DISK_STEPS));
    }

    private long most(long disk, long step) {
      synchronized (Quota.this) {
        Bucket whole = whole();
        long inAll = Quota.this.usedInAll(key.origin());
        long byLimit = Math.max(0, limit - total + evictableBytes());
        long byDisk = sum(inAll, disk);
        long room = Math.min(sum(inAll, byLimit), byDisk - byDisk % step);
        return Math.min(quota, Math.min(whole.quota, Math.max(0, room)));
      }
    }

    private static long sum(long used, long room) {
      return room > Long.MAX_VALUE - used ? Long.MAX_VALUE : used + room;
    }

    /** How many bytes a script wants it to have at most; null for no such wish. */
    void wish(@Nullable Long quota) {
      synchronized (Quota.this) {
        this.quota = Objects.requireNonNullElse(quota, Long.MAX_VALUE);
      }
    }

    /** It was removed; another one of the same name is not kept for that. */
    void letGo() {
      synchronized (Quota.this) {
        persisted = false;
        quota = Long.MAX_VALUE;
      }
    }

    /** Whether it is kept when others are evicted. */
    boolean persisted() {
      synchronized (Quota.this) {
        return persisted;
      }
    }

    void persist() {
      synchronized (Quota.this) {
        persisted = true;
      }
    }

    /** Its site is open from now on; keeps it from being evicted. */
    void use(long quota, long now) {
      synchronized (Quota.this) {
        this.quota = quota;
        inUse = true;
        lastUsed = now;
        if (total > limit) {
          makeRoom(0);
        }
      }
    }

    private boolean evictable() {
      return !whole().inUse && !persisted && used > 0;
    }
  }

  private static StoreException usedUp(Bucket bucket) {
    return new StoreException(
        Kind.FULL,
        "The quota of %,d bytes for %s is used up: delete caches or allow more."
            .formatted(bucket.quota, bucket.origin),
        null);
  }

  /** Makes sure that the disk has room for so many bytes, and knows for how many more. */
  private void look(long bytes) throws StoreException {
    long room = diskRoom.getAsLong();
    if (bytes > room) {
      throw new StoreException(Kind.FULL, Failures.FULL, null);
    }
    known = Math.min(room, Math.max(bytes, LOOK_EVERY));
  }

  /** The bucket of an origin, or null where it has none yet. */
  synchronized @Nullable Bucket find(String origin) {
    return byOrigin.get(origin);
  }

  /** The bucket with this id; nobody's where there is none. */
  synchronized Bucket byId(long id) {
    return byId.getOrDefault(id, nobody);
  }

  /** Adds a bucket for an origin that has none. */
  synchronized Bucket add(String origin) {
    lastId++;
    return add(lastId, origin);
  }

  private Bucket add(long id, String origin) {
    var bucket = new Bucket(id, origin);
    keep(bucket);
    return bucket;
  }

  private void keep(Bucket bucket) {
    byOrigin.put(bucket.origin, bucket);
    byId.put(bucket.id, bucket);
    if (!bucket.key.name().isEmpty()) {
      named.computeIfAbsent(bucket.key.origin(), first -> new ArrayList<>()).add(bucket);
    }
  }

  private void drop(Bucket bucket) {
    byOrigin.remove(bucket.origin);
    byId.remove(bucket.id);
    named.getOrDefault(bucket.key.origin(), new ArrayList<>()).remove(bucket);
  }

  /** How many bytes an origin has in all its buckets. */
  private long usedInAll(String origin) {
    Bucket whole = byOrigin.get(origin);
    long sum = whole == null ? 0 : whole.used;
    for (Bucket part : named.getOrDefault(origin, List.of())) {
      sum += part.used;
    }
    return sum;
  }

  /** Adds what an earlier process has left; an empty origin stands for nobody. */
  synchronized void found(List<BucketRows.Found> all) {
    lastId = all.stream().mapToLong(BucketRows.Found::id).max().orElse(0);
    for (BucketRows.Found left : all) {
      Bucket bucket = left.origin().isEmpty() ? nobody : add(left.id(), left.origin());
      bucket.persisted = left.persisted();
      bucket.lastUsed = left.lastUsed();
      bucket.wish(left.quota());
      bucket.count(left.bytes());
    }
  }

  /** A bucket that was to be cleared is there still, and counts again. */
  synchronized void restore(Bucket bucket) {
    if (!byOrigin.containsKey(bucket.origin)) {
      keep(bucket);
      total += bucket.used;
    }
  }

  /** How many bytes could be freed. */
  private long evictableBytes() {
    return byOrigin.values().stream().filter(Bucket::evictable).mapToLong(each -> each.used).sum();
  }

  /**
   * Evicts what was not used for longest until there is room for so many bytes. Where there would
   * not be in the end, nothing is evicted for new bytes.
   */
  private boolean makeRoom(long bytes) {
    long missing = bytes - (limit - total);
    boolean enough = missing <= evictableBytes();
    if (!enough && bytes > 0) {
      return false;
    }
    List<Bucket> candidates = new ArrayList<>(byOrigin.values());
    candidates.removeIf(bucket -> !bucket.evictable());
    candidates.sort(Comparator.comparingLong(bucket -> bucket.whole().lastUsed));
    for (Bucket victim : candidates) {
      if (missing <= 0) {
        break;
      }
      missing -= victim.used;
      total -= victim.used;
      drop(victim);
      eviction.accept(victim);
    }
    return enough;
  }
}
