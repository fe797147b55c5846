-- Version 3: what retries go by.

-- How many attempts in a row have brought nothing, and when the next one is due, in milliseconds since
-- 1970; null where none is waited for.
ALTER TABLE fetch_record ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fetch_record ADD COLUMN retry_at INTEGER;

-- The most bytes of a record that were ever stored: starting over and over from the first is no progress.
ALTER TABLE fetch_record ADD COLUMN furthest INTEGER NOT NULL DEFAULT 0;

-- What a record's turn goes by, so that the record itself stays here until it comes.
ALTER TABLE fetch_record ADD COLUMN origin TEXT NOT NULL DEFAULT '';
UPDATE fetch_record
SET origin = substr(request ->> 'url', 1, instr(request ->> 'url', '://') + 2 + instr(
  substr(request ->> 'url', instr(request ->> 'url', '://') + 3) || '/', '/') - 1);

-- 1: every request is a GET, so that they may be sent again.
ALTER TABLE background_fetch ADD COLUMN gets_only INTEGER NOT NULL DEFAULT 1;
UPDATE background_fetch
SET gets_only = NOT EXISTS (
  SELECT 1 FROM fetch_record
  WHERE fetch_record.uid = background_fetch.uid AND request ->> 'method' <> 'GET');

-- What belongs to an origin as a whole: the default bucket of the Storage Standard. Goes all at once.
CREATE TABLE storage_bucket (
  id INTEGER PRIMARY KEY,                -- given out in memory
  origin TEXT NOT NULL UNIQUE,
  persisted INTEGER NOT NULL DEFAULT 0,  -- 1: never evicted
  last_used INTEGER NOT NULL DEFAULT 0   -- when the site was last open, in milliseconds since 1970
);
INSERT INTO storage_bucket (origin)
  SELECT origin FROM cache UNION
  SELECT substr(scope, 1, instr(substr(scope, 9), '/') + 7) FROM registration;

-- Whose quota a body counts against; 0: nobody's. The index has all that opening has to add up.
ALTER TABLE body ADD COLUMN bucket_id INTEGER NOT NULL DEFAULT 0;
UPDATE body SET bucket_id = coalesce(
  (SELECT bucket.id
     FROM cache_entry AS entry
     JOIN cache ON cache.id = entry.cache_id
     JOIN storage_bucket AS bucket ON bucket.origin = cache.origin
     WHERE entry.body_id = body.id),
  (SELECT bucket.id
     FROM fetch_record AS record
     JOIN background_fetch AS fetch ON fetch.uid = record.uid
     JOIN registration ON registration.id = fetch.registration_id
     JOIN storage_bucket AS bucket
       ON bucket.origin = substr(scope, 1, instr(substr(scope, 9), '/') + 7)
     WHERE record.body_id = body.id OR record.request_body_id = body.id),
  0);
CREATE INDEX body_by_bucket ON body(bucket_id, finished, length);

-- 0: the fetch's display is gone, which happens only where the host does as browsers do.
-- (background_fetch.paused is 1 where the user has paused the fetch, 2 until the user permits it.)
ALTER TABLE background_fetch ADD COLUMN displayed INTEGER NOT NULL DEFAULT 1;

-- What tells equal bodies and damaged ones: two checksums of 32 bits, CRC-32C before CRC-32; null where
-- a body has not been read as a whole.
ALTER TABLE body ADD COLUMN hash INTEGER;
CREATE INDEX body_by_hash ON body(hash) WHERE hash IS NOT NULL;

-- Entries whatever their query part are a range of the URLs.
DROP INDEX cache_entry_by_path;
ALTER TABLE cache_entry DROP COLUMN url_path;

-- The few bodies that are files, for opening not to read the many that are not.
CREATE INDEX body_in_file ON body(id) WHERE bytes IS NULL;
