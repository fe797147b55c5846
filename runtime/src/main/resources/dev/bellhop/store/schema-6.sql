-- Version 6: partitioned cookies, named buckets, and writes that are promised before they are here.

-- As before, but for the partition.
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

-- Buckets beside an origin's default one: their origin is followed by a space and their name. They have
-- caches, under the same text, and nothing else.
ALTER TABLE storage_bucket ADD COLUMN quota INTEGER;    -- bytes, or null where only the origin's counts
ALTER TABLE storage_bucket ADD COLUMN expires INTEGER;  -- milliseconds since 1970, or null
ALTER TABLE storage_bucket ADD COLUMN reach TEXT NOT NULL DEFAULT 'PROCESS';
ALTER TABLE storage_bucket ADD COLUMN state TEXT NOT NULL DEFAULT 'THERE';  -- or 'REMOVED'

-- The last write of the log, writes.log, whose changes are in these tables; one row at most.
CREATE TABLE write_log (
  id INTEGER PRIMARY KEY CHECK (id = 0),
  applied INTEGER NOT NULL
);
