-- Version 3: what retries go by.

-- How many attempts in a row have brought nothing, and when the next one is due, in milliseconds since
-- 1970; null where none is waited for.
ALTER TABLE fetch_record ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fetch_record ADD COLUMN retry_at INTEGER;

-- 0: the fetch's display is gone, which happens only where the host does as browsers do.
-- (background_fetch.paused is 1 where the user has paused the fetch, 2 until the user permits it.)
ALTER TABLE background_fetch ADD COLUMN displayed INTEGER NOT NULL DEFAULT 1;
