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

-- 0: the fetch's display is gone, which happens only where the host does as browsers do.
-- (background_fetch.paused is 1 where the user has paused the fetch, 2 until the user permits it.)
ALTER TABLE background_fetch ADD COLUMN displayed INTEGER NOT NULL DEFAULT 1;
