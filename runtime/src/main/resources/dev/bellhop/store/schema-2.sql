-- Version 2: what update checks and fetch events go by.

-- When the registration's scripts were last fetched, in milliseconds since 1970; null before the first time.
ALTER TABLE registration ADD COLUMN last_update_check INTEGER;

-- 1: the worker listens to fetch events, with functions that have nothing in them.
ALTER TABLE worker ADD COLUMN empty_fetch_listeners INTEGER NOT NULL DEFAULT 0;
