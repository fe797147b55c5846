-- Version 3: what retries go by.

-- How many attempts in a row have brought nothing, and when the next one is due, in milliseconds since
-- 1970; null where none is waited for.
ALTER TABLE fetch_record ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fetch_record ADD COLUMN retry_at INTEGER;

-- What tells equal bodies and damaged ones: two checksums of 32 bits, CRC-32C before CRC-32; null where
-- a body has not been read as a whole.
ALTER TABLE body ADD COLUMN hash INTEGER;
CREATE INDEX body_by_hash ON body(hash) WHERE hash IS NOT NULL;

-- Entries whatever their query part are a range of the URLs.
DROP INDEX cache_entry_by_path;
ALTER TABLE cache_entry DROP COLUMN url_path;
