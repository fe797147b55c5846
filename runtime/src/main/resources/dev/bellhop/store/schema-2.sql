-- Version 2: what update checks and fetch events go by.

-- When the registration's scripts were last fetched, in milliseconds since 1970; null before the first time.
ALTER TABLE registration ADD COLUMN last_update_check INTEGER;

-- 1: the worker listens to fetch events, with functions that have nothing in them.
ALTER TABLE worker ADD COLUMN empty_fetch_listeners INTEGER NOT NULL DEFAULT 0;

-- Where a script came from in the end, which its imports are resolved against, and what it is.
ALTER TABLE worker_script ADD COLUMN final_url TEXT NOT NULL DEFAULT '';  -- '': the same as url
ALTER TABLE worker_script ADD COLUMN mime_type TEXT NOT NULL DEFAULT 'text/javascript';

-- The navigation preload of registrations where it is not as it is at first.
CREATE TABLE navigation_preload (
  registration_id INTEGER PRIMARY KEY REFERENCES registration(id) ON DELETE CASCADE,
  enabled INTEGER NOT NULL,
  header_value TEXT NOT NULL
);

-- The static routes of workers.
CREATE TABLE worker_routes (
  worker_id INTEGER PRIMARY KEY REFERENCES worker(id) ON DELETE CASCADE,
  rules TEXT NOT NULL                    -- JSON
);

-- What scripts keep with a registration: notifications that are shown, background syncs that are
-- due, the push subscription and the like.
CREATE TABLE registration_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- also the order
  registration_id INTEGER NOT NULL REFERENCES registration(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT,                              -- unique among its kind, or NULL where it needs none
  value TEXT NOT NULL                    -- JSON
);
CREATE UNIQUE INDEX registration_item_by_key ON registration_item(registration_id, kind, key);
