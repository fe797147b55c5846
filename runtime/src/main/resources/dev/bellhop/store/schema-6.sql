-- Version 6: partitioned cookies, and writes that are promised before they are here.

CREATE TABLE partitioned_cookie (
  domain TEXT NOT NULL,
  host_only INTEGER NOT NULL,            -- 1: not for the hosts below the domain
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  partition TEXT NOT NULL,               -- the site that alone sends it, or '' where every site does
  value TEXT NOT NULL,
  secure INTEGER NOT NULL,
  http_only INTEGER NOT NULL,
  same_site TEXT NOT NULL,               -- 'strict', 'lax', 'none', or '' where nothing was said
  expires INTEGER NOT NULL,              -- milliseconds since 1970
  created INTEGER NOT NULL,              -- milliseconds since 1970
  PRIMARY KEY (domain, host_only, path, name, partition)
) WITHOUT ROWID;
INSERT INTO partitioned_cookie (
    domain, host_only, path, name, partition, value, secure, http_only, same_site, expires, created)
  SELECT domain, host_only, path, name, '', value, secure, http_only, same_site, expires, created
  FROM cookie;
DROP TABLE cookie;
ALTER TABLE partitioned_cookie RENAME TO cookie;

-- The last write of the log, writes.log, whose changes are in these tables; one row at most.
CREATE TABLE write_log (
  id INTEGER PRIMARY KEY CHECK (id = 0),
  applied INTEGER NOT NULL
);
