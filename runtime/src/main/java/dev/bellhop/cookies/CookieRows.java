package dev.bellhop.cookies;

import dev.bellhop.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Cookies that outlive the process, in the store. */
final class CookieRows {
  private final Database database;

  CookieRows(Database database) {
    this.database = database;
  }

  CompletableFuture<List<Cookie>> load(Instant now) {
    return database.read(
        transaction ->
            transaction.list(
                """
                SELECT name, value, domain, host_only, path, partition, secure, http_only, same_site,
                  expires, created
                FROM cookie WHERE expires > ?""",
                row ->
                    new Cookie(
                        row.text(1),
                        row.text(2),
                        row.text(3),
                        row.truth(4),
                        row.text(5),
                        row.text(6),
                        row.truth(7),
                        row.truth(8),
                        row.text(9),
                        Instant.ofEpochMilli(row.number(10)),
                        Instant.ofEpochMilli(row.number(11))),
                now.toEpochMilli()));
  }

  /** Writes down what has become of cookies. */
  CompletableFuture<Void> save(Edits edits) {
    return database.write(
        transaction -> {
          for (Cookie.Key key : edits.removed()) {
            transaction.update(
                "DELETE FROM cookie WHERE domain = ? AND host_only = ? AND path = ? AND name = ?"
                    + " AND partition = ?",
                key.domain(),
                key.hostOnly(),
                key.path(),
                key.name(),
                key.partition());
          }
          for (Cookie cookie : edits.saved()) {
            Instant expires = cookie.expires();
            if (expires != null) {
              transaction.update(
                  """
                  INSERT INTO cookie (name, value, domain, host_only, path, partition, secure,
                    http_only, same_site, expires, created)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                  cookie.name(),
                  cookie.value(),
                  cookie.domain(),
                  cookie.hostOnly(),
                  cookie.path(),
                  cookie.partition(),
                  cookie.secure(),
                  cookie.httpOnly(),
                  cookie.sameSite(),
                  expires.toEpochMilli(),
                  cookie.created().toEpochMilli());
            }
          }
          return null;
        });
  }
}
