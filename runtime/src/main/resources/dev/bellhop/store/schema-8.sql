-- Version 8: what was written of a body is checked before it goes on growing.

-- The checksum of the bytes known to be on the disk itself, as in hash; null where none was noted. (While
-- a body grows, length and hash are of what it had when it was last suspended.)
ALTER TABLE body ADD COLUMN synced_hash INTEGER;
UPDATE body SET hash = NULL
WHERE bucket_id IN (SELECT id FROM storage_bucket UNION ALL SELECT 0) AND finished = 0;
