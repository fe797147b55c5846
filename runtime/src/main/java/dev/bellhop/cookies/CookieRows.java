package dev.bellhop.cookies;

import dev.bellhop.store.Database;
import java.time.Instant;
import java.util.Collection;
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
                SELECT name, value, domain, host_only, path, secure, http_only, same_site, expires,
                  created
                FROM cookie WHERE expires > ?""",
                row ->
                    new Cookie(
                        row.text(1),
                        row.text(2),
                        row.text(3),
                        row.truth(4),
                        row.text(5),
                        row.truth(6),
                        row.truth(7),
                        row.text(8),
                        Instant.ofEpochMilli(row.number(9)),
                        Instant.ofEpochMilli(row.number(10))),
                now.toEpochMilli()));
  }

  /** Removes cookies and saves those of them that are to stay. */
  CompletableFuture<Void> replace(Collection<Cookie.Key> removed, Collection<Cookie> saved) {
    return database.write(
        transaction -> {
          for (Cookie.Key key : removed) {
            transaction.update(
                "DELETE FROM cookie WHERE domain = ? AND host_only = ? AND path = ? AND name = ?",
                key.domain(),
                key.hostOnly(),
                key.path(),
                key.name());
          }
          for (Cookie cookie : saved) {
            Instant expires = cookie.expires();
            if (expires != null) {
              transaction.update(
                  """
                  INSERT INTO cookie (name, value, domain, host_only, path, secure, http_only,
                    same_site, expires, created)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                  cookie.name(),
                  cookie.value(),
                  cookie.domain(),
                  cookie.hostOnly(),
                  cookie.path(),
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
