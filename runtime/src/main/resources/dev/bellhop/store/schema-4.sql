-- A cookie that outlives the process that got it.
CREATE TABLE cookie (
  domain TEXT NOT NULL,
  host_only INTEGER NOT NULL,            -- 1: not for the hosts below the domain
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  secure INTEGER NOT NULL,
  http_only INTEGER NOT NULL,
  same_site TEXT NOT NULL,               -- 'strict', 'lax', 'none', or '' where nothing was said
  expires INTEGER NOT NULL,              -- milliseconds since 1970
  created INTEGER NOT NULL,              -- milliseconds since 1970
  PRIMARY KEY (domain, host_only, path, name)
) WITHOUT ROWID;

-- A response that may be used again instead of asking, and whom it is for.
CREATE TABLE http_cache_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  partition TEXT NOT NULL,               -- the origin that has asked
  url TEXT NOT NULL,                     -- without fragment
  vary TEXT NOT NULL,                    -- the request's headers that the response's Vary names
  status INTEGER NOT NULL,
  status_text TEXT NOT NULL,
  headers TEXT NOT NULL,                 -- names and values by turns, a line each, as in vary
  requested INTEGER NOT NULL,            -- milliseconds since 1970, as are the next two
  received INTEGER NOT NULL,
  used INTEGER NOT NULL,
  body_id INTEGER,
  bytes INTEGER NOT NULL                 -- what counts against the cache's budget
);
CREATE INDEX http_cache_entry_by_url ON http_cache_entry(partition, url);
CREATE INDEX http_cache_entry_by_use ON http_cache_entry(used, bytes);
CREATE INDEX http_cache_entry_by_body ON http_cache_entry(body_id);
