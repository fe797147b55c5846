package dev.bellhop.conformance.compatibility;

import com.sun.net.httpserver.HttpServer;
import dev.bellhop.conformance.chromium.Chromium;
import dev.bellhop.conformance.chromium.Tab;
import dev.bellhop.conformance.output.TemporaryFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a service worker of Chromium answered, which is kept in a file of ours.
 *
 * @param name the browser's, such as "Chromium 156"
 */
record ChromiumMembers(String name, RealmMembers members) {
  private static final String FILE = "chromium.tsv";

  /** Registers the worker and waits for what it has to say. */
  private static final String ASK =
      """
      new Promise((resolve, reject) => {
        navigator.serviceWorker.onmessage = ({ data }) => resolve(data);
        navigator.serviceWorker.register("/sw.js").then(
          () => navigator.serviceWorker.ready,
        ).then(({ active }) => active.postMessage("")).catch(reject);
      })
      """;

  /** Reads the file. */
  static ChromiumMembers kept() {
    List<List<String>> rows = Table.rows(FILE);
    Set<String> absent = new TreeSet<>();
    rows.stream().skip(1).forEach(row -> absent.add(row.getFirst()));
    return new ChromiumMembers(rows.getFirst().getFirst(), new RealmMembers(absent, Set.of()));
  }

  /** Asks a Chromium. */
  static ChromiumMembers ask(String program, Specified specified)
      throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String worker =
        RealmMembers.script(specified) + "onmessage = ({ source }) => source.postMessage(answer);";
    serve(server, "/", "text/html", "<!DOCTYPE html><title>Compatibility</title>");
    serve(server, "/sw.js", "text/javascript", worker);
    server.start();
    try (TemporaryFolder folder = TemporaryFolder.create("bellhop-compatibility-");
        Chromium chromium = Chromium.start(program, folder.folder("work"));
        Tab tab = chromium.open("http://localhost:" + server.getAddress().getPort() + "/")) {
      String name = "Chromium " + chromium.version().replaceAll("^.*/|\\..*$", "");
      return new ChromiumMembers(name, RealmMembers.read(tab.evaluate(ASK).asString()));
    } finally {
      server.stop(0);
    }
  }

  /** Writes it to the file in this folder. */
  void write(Path folder) throws IOException {
    var text = new StringBuilder("what a service worker of it does not have\n" + name + "\n");
    members.absent().forEach(path -> text.append(path).append('\n'));
    Files.writeString(folder.resolve(FILE), text);
  }

  private static void serve(HttpServer server, String path, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, bytes.length);
          try (var body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
  }
}
