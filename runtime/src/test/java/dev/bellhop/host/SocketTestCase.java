package dev.bellhop.host;

import dev.bellhop.Page;
import dev.bellhop.testing.SocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests with pages that talk to a WebSocket server, which echoes and speaks "news". */
abstract class SocketTestCase extends SiteTestCase {
  static final String END = "the end";

  SocketServer server;

  @BeforeEach
  void start() throws Exception {
    server = SocketServer.start("news");
    site.write("sw.js", "");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  Page open(String page) throws Exception {
    site.write("page.js", page);
    return SiteFixture.get(site.site().openPage("page.js"));
  }
}
