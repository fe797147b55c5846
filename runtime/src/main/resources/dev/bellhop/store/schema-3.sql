-- Version 3: what retries go by.

-- How many attempts in a row have brought nothing, and when the next one is due, in milliseconds since
-- 1970; null where none is waited for.
ALTER TABLE fetch_record ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fetch_record ADD COLUMN retry_at INTEGER;
