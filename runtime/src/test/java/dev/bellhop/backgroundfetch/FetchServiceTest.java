package dev.bellhop.backgroundfetch;

import static dev.bellhop.testing.Bodies.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs background fetches against a real server and a real store. */
abstract class FetchServiceTest {
  static final int BIG = 300_000;

  @TempDir Path folder;
  FetchFixture fetches;

  @BeforeEach
  void open() throws Exception {
    fetches = new FetchFixture(folder);
  }

  @AfterEach
  void close() throws Exception {
    fetches.close();
  }

  void with(FetchFixture other) throws Exception {
    fetches.close();
    fetches = other;
  }

  List<FetchRecord> records(FetchSnapshot fetch) throws Exception {
    return await(fetches.service.records(fetch.uid(), RecordQuery.all()));
  }
}
