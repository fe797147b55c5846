package dev.bellhop.host;

import dev.bellhop.testing.FaultServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that have an empty site each, and a server of another origin. */
abstract class ServedSiteTestCase extends SiteTestCase {
  FaultServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = FaultServer.start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }
}
