-- Version 5: what caches hold beside bodies counts against quotas, too.

-- How many characters the cache's name and its entries' URLs, requests and responses have; 0 where the
-- cache is deleted.
ALTER TABLE cache ADD COLUMN head_bytes INTEGER NOT NULL DEFAULT 0;
UPDATE cache
SET head_bytes = length(name) + (
  SELECT coalesce(sum(length(url) + length(request) + length(response)), 0)
  FROM cache_entry WHERE cache_id = cache.id)
WHERE doomed = 0;

CREATE TRIGGER cache_entry_added AFTER INSERT ON cache_entry BEGIN
  UPDATE cache SET head_bytes = head_bytes + length(new.url) + length(new.request) + length(new.response)
  WHERE id = new.cache_id AND doomed = 0; END;
CREATE TRIGGER cache_entry_deleted AFTER DELETE ON cache_entry BEGIN
  UPDATE cache SET head_bytes = head_bytes - length(old.url) - length(old.request) - length(old.response)
  WHERE id = old.cache_id AND doomed = 0; END;
-- Entries move from deleted caches only: imports gather them there.
CREATE TRIGGER cache_entry_moved AFTER UPDATE OF cache_id ON cache_entry BEGIN
  UPDATE cache SET head_bytes = head_bytes + length(new.url) + length(new.request) + length(new.response)
  WHERE id = new.cache_id AND doomed = 0; END;
