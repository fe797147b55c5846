package dev.bellhop.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What scripts keep with a registration, as JSON texts that their owners understand. Goes with the
 * registration. Safe from any thread.
 */
public final class RegistrationItems {
  /** What an item is. */
  public enum Kind {
    /** A notification that is shown; its key is its tag, where it has one. */
    NOTIFICATION,
    /** The push subscription; its key is empty. */
    PUSH_SUBSCRIPTION,
    /** A background sync; its key is its tag. */
    SYNC,
    /** A periodic background sync; its key is its tag. */
    PERIODIC_SYNC,
    /** An entry of the content index; its key is its id. */
    CONTENT,
    /** A subscription to changes of cookies; its key is the subscription itself. */
    COOKIE_SUBSCRIPTION,
    /** A change of cookies that the worker has yet to be told of. */
    COOKIE_CHANGE
  }

  /**
   * An item.
   *
   * @param id never used again for another item
   */
  public record Item(long id, @Nullable String key, String value) {}

  private final Database database;

  /** The items in this database. */
  public RegistrationItems(Database database) {
    this.database = database;
  }

  /** Adds an item as the last one. One of the same key is removed; a null key is like no other. */
  public CompletableFuture<Long> put(
      long registrationId, Kind kind, @Nullable String key, String value) {
    return database.write(
        transaction -> {
          transaction.update(
              "DELETE FROM registration_item WHERE registration_id = ? AND kind = ? AND key = ?",
              registrationId,
              kind.name(),
              key);
          return transaction.insert(
              "INSERT INTO registration_item(registration_id, kind, key, value)"
                  + " VALUES (?, ?, ?, ?)",
              registrationId,
              kind.name(),
              key,
              value);
        });
  }

  /** Removes the item of this key; whether there was one. */
  public CompletableFuture<Boolean> remove(long registrationId, Kind kind, String key) {
    return database.write(
        transaction ->
            transaction.update(
                    "DELETE FROM registration_item"
                        + " WHERE registration_id = ? AND kind = ? AND key = ?",
                    registrationId,
                    kind.name(),
                    key)
                > 0);
  }

  /** Removes the item of this id; whether there was one. */
  public CompletableFuture<Boolean> remove(long id) {
    return database.write(
        transaction -> transaction.update("DELETE FROM registration_item WHERE id = ?", id) > 0);
  }

  /** All items of a kind, in order. */
  public CompletableFuture<List<Item>> list(long registrationId, Kind kind) {
    return database.read(
        transaction ->
            transaction.list(
                "SELECT id, key, value FROM registration_item"
                    + " WHERE registration_id = ? AND kind = ? ORDER BY id",
                row -> new Item(row.number(1), row.textOrNull(2), row.text(3)),
                registrationId,
                kind.name()));
  }

  /** The keys of all items of a kind, in order. */
  public CompletableFuture<List<@Nullable String>> keys(long registrationId, Kind kind) {
    return list(registrationId, kind)
        .thenApply(items -> items.stream().<@Nullable String>map(Item::key).toList());
  }

  /** The item of this key. */
  public CompletableFuture<Optional<Item>> get(long registrationId, Kind kind, String key) {
    return list(registrationId, kind)
        .thenApply(items -> items.stream().filter(item -> key.equals(item.key())).findFirst());
  }
}
