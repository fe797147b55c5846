-- Version 7: whoever adds entries counts them, for many at once, in cache.head_bytes.

DROP TRIGGER cache_entry_added;
