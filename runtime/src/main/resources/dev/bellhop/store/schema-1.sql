-- Version 1 of the data folder's database. One statement ends at each semicolon at a line's end.

-- What the store knows about itself: boot_id, the machine's boot during which bodies were last written.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- A body at rest. bytes is set for small ones; others are files named by the id. Ids are given out in
-- memory, so a row may refer to a body that has no row yet: it is empty and unfinished.
CREATE TABLE body (
  id INTEGER PRIMARY KEY,
  finished INTEGER NOT NULL DEFAULT 0,   -- 0 while it grows
  length INTEGER NOT NULL DEFAULT 0,     -- bytes, when finished
  synced INTEGER NOT NULL DEFAULT 0,     -- bytes known to be on the disk itself
  bytes BLOB                             -- the body itself, when small
);

-- A service worker registration and what is needed to start its active worker again.
CREATE TABLE registration (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scope TEXT NOT NULL UNIQUE,
  update_via_cache TEXT NOT NULL DEFAULT 'imports'
);

-- A worker of a registration: its state and the scripts it was installed with.
CREATE TABLE worker (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  registration_id INTEGER NOT NULL REFERENCES registration(id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  script_url TEXT NOT NULL,
  type TEXT NOT NULL DEFAULT 'classic',
  event_types TEXT NOT NULL DEFAULT ''   -- the event types it listens to, by spaces
);
CREATE INDEX worker_by_registration ON worker(registration_id);

CREATE TABLE worker_script (
  worker_id INTEGER NOT NULL REFERENCES worker(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (worker_id, url)
) WITHOUT ROWID;

-- A background fetch: everything but its records.
CREATE TABLE background_fetch (
  uid INTEGER PRIMARY KEY AUTOINCREMENT, -- ids may be reused by script; uids are not
  registration_id INTEGER NOT NULL REFERENCES registration(id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1,     -- 1: in the registration's active background fetches
  title TEXT,
  icons TEXT NOT NULL DEFAULT '[]',      -- JSON
  download_total INTEGER NOT NULL DEFAULT 0,
  upload_total INTEGER NOT NULL DEFAULT 0,
  aborting INTEGER NOT NULL DEFAULT 0,   -- the abort all flag
  paused INTEGER NOT NULL DEFAULT 0,
  result TEXT NOT NULL DEFAULT '',
  failure_reason TEXT NOT NULL DEFAULT '',
  delivery TEXT NOT NULL DEFAULT '',     -- '', 'pending', 'done'
  deliveries INTEGER NOT NULL DEFAULT 0, -- how often delivery was begun
  ui_updated INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX background_fetch_active ON background_fetch(registration_id, id) WHERE active = 1;

CREATE TABLE fetch_record (
  uid INTEGER NOT NULL REFERENCES background_fetch(uid) ON DELETE CASCADE,
  position INTEGER NOT NULL,             -- in request order, from 0
  request TEXT NOT NULL,                 -- JSON of the request without its body
  request_body_id INTEGER,
  response TEXT,                         -- JSON of the response's head, when it has arrived
  body_id INTEGER,
  bytes INTEGER NOT NULL DEFAULT 0,      -- bytes stored, when the record has ended
  uploaded INTEGER NOT NULL DEFAULT 0,
  result TEXT NOT NULL DEFAULT '',
  failure TEXT,                          -- why it failed, in words
  PRIMARY KEY (uid, position)
) WITHOUT ROWID;
CREATE INDEX fetch_record_by_body ON fetch_record(body_id);
CREATE INDEX fetch_record_by_request_body ON fetch_record(request_body_id);

CREATE TABLE cache (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- also the order of creation
  origin TEXT NOT NULL,
  name TEXT NOT NULL,
  doomed INTEGER NOT NULL DEFAULT 0      -- 1: deleted, while objects for it are still in use
);
CREATE UNIQUE INDEX cache_by_name ON cache(origin, name) WHERE doomed = 0;

CREATE TABLE cache_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- also the order in the request response list
  cache_id INTEGER NOT NULL REFERENCES cache(id) ON DELETE CASCADE,
  url TEXT NOT NULL,                     -- without fragment
  url_path TEXT NOT NULL,                -- without fragment and query, for ignoreSearch
  request TEXT NOT NULL,                 -- JSON of the request without its body
  response TEXT NOT NULL,                -- JSON of the response's head
  vary TEXT NOT NULL DEFAULT '',         -- the response's Vary, combined
  body_id INTEGER,
  stored_at INTEGER NOT NULL             -- milliseconds since 1970
);
CREATE INDEX cache_entry_by_url ON cache_entry(cache_id, url);
CREATE INDEX cache_entry_by_path ON cache_entry(cache_id, url_path);
CREATE INDEX cache_entry_by_body ON cache_entry(body_id);
