-- Where a script came from in the end, which its imports are resolved against, and what it is.
ALTER TABLE worker_script ADD COLUMN final_url TEXT NOT NULL DEFAULT '';  -- '': the same as url
ALTER TABLE worker_script ADD COLUMN mime_type TEXT NOT NULL DEFAULT 'text/javascript';
