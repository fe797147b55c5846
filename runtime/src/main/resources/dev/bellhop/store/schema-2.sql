-- The navigation preload of registrations where it is not as it is at first.
CREATE TABLE navigation_preload (
  registration_id INTEGER PRIMARY KEY REFERENCES registration(id) ON DELETE CASCADE,
  enabled INTEGER NOT NULL,
  header_value TEXT NOT NULL
);

-- The static routes of workers.
CREATE TABLE worker_routes (
  worker_id INTEGER PRIMARY KEY REFERENCES worker(id) ON DELETE CASCADE,
  rules TEXT NOT NULL                    -- JSON
);
