-- Version 6: writes that are promised before they are here.

-- The last write of the log, writes.log, whose changes are in these tables; one row at most.
CREATE TABLE write_log (
  id INTEGER PRIMARY KEY CHECK (id = 0),
  applied INTEGER NOT NULL
);
