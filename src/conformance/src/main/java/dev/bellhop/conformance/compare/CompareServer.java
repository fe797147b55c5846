package dev.bellhop.conformance.compare;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bellhop.conformance.output.BadInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves a site's folder on loopback, to one runtime, with the scripts that observe it put into its
 * pages and workers. A file {@code server.json} in the folder may say how other paths are answered:
 * an object of paths and {@link Answer}s.
 */
final class CompareServer implements AutoCloseable {
  private static final String OWN = "/.compare/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "json", "application/json",
          "txt", "text/plain; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "png", "image/png",
          "svg", "image/svg+xml");

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private final ComparedSite site;
  private final Map<String, Answer> answers;
  private final HttpServer server;
  private final RequestLog log;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch ended = new CountDownLatch(1);

  private CompareServer(ComparedSite site, Map<String, Answer> answers, HttpServer server) {
    this.site = site;
    this.answers = answers;
    this.server = server;
    this.log = new RequestLog(origin());
  }

  static CompareServer start(ComparedSite site) throws IOException {
    Path rules = site.folder().resolve("server.json");
    Map<String, Answer> answers = Files.isRegularFile(rules) ? read(rules) : Map.of();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var server = new CompareServer(site, answers, http);
    http.createContext("/", server::serve);
    http.setExecutor(server.executor);
    http.start();
    return server;
  }

  private static Map<String, Answer> read(Path rules) throws IOException {
    try {
      return JSON.readValue(Files.readString(rules), new TypeReference<>() {});
    } catch (JacksonException e) {
      throw BadInput.saying(
          rules
              + " must be an object of paths and answers, such as {\"/gone\": {\"status\": 410}}: "
              + e.getOriginalMessage());
    }
  }

  /** The origin that the site has here. */
  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** A page that registers the worker. */
  String startPage() {
    return origin() + OWN + "start.html";
  }

  /** Where a page of the site is: a script has a page made around it. */
  String page(String page) {
    return origin() + "/" + page + (page.endsWith(".html") ? "" : ".html");
  }

  /** What it was asked for, but for what the comparison itself needs. */
  List<Observation> requests() {
    return log.requests();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (!path.startsWith(OWN)) {
        log.asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            sent.length);
      }
      Answer answer = answers.get(path);
      if (answer != null) {
        give(exchange, answer, sent);
      } else {
        Content content = path.startsWith(OWN) ? own(path) : content(path, exchange);
        if (content == null) {
          whole(exchange, 404, "text/plain", bytes("There is no " + path + ".\n"));
        } else {
          whole(exchange, 200, content.type(), content.bytes());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Content(String type, byte[] bytes) {}

  private @Nullable Content own(String path) throws IOException {
    return switch (path.substring(OWN.length())) {
      case "start.html" -> made("");
      case "observe.js" -> new Content(type("js"), bytes(Instruments.forWorkers()));
      default -> null;
    };
  }

  private static Content made(String content) {
    return new Content(type("html"), bytes(Instruments.intoPage(content)));
  }

  private @Nullable Content content(String path, HttpExchange exchange) throws IOException {
    Path file = file(path);
    if (file == null) {
      Path script = path.endsWith(".html") ? file(path.substring(0, path.length() - 5)) : null;
      return script == null ? null : made(Instruments.pageFor(script.getFileName().toString()));
    }
    if (path.endsWith(".html")) {
      return made(Files.readString(file));
    }
    if ("script".equals(exchange.getRequestHeaders().getFirst("Service-Worker"))) {
      String text = Instruments.intoWorker(Files.readString(file), site.type(), OWN + "observe.js");
      return new Content(type("js"), bytes(text));
    }
    return new Content(type(path.substring(path.lastIndexOf('.') + 1)), Files.readAllBytes(file));
  }

  /** The file of a path, or null where there is none in the folder. */
  private @Nullable Path file(String path) {
    Path file = site.folder().resolve(path.substring(1)).normalize();
    return file.startsWith(site.folder()) && Files.isRegularFile(file) ? file : null;
  }

  private static String type(String extension) {
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void whole(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("Service-Worker-Allowed", "/");
    send(exchange, status, body, body.length);
  }

  private void give(HttpExchange exchange, Answer answer, byte[] sent)
      throws IOException, InterruptedException {
    // What is still waiting when the run ends is not answered any more.
    if (answer.delay() > 0 && ended.await(answer.delay(), TimeUnit.MILLISECONDS)) {
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/plain; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    if (answer.headers() != null) {
      answer.headers().forEach(headers::set);
      log.answered(exchange.getRequestURI(), headers);
    }
    byte[] body = body(answer, sent);
    int status = answer.status() == 0 ? 200 : answer.status();
    if (answer.breakAfter() != null) {
      send(exchange, status, body, answer.breakAfter());
    } else if (answer.holdAfter() != null) {
      send(exchange, status, body, answer.holdAfter());
      ended.await();
    } else {
      send(exchange, status, body, body.length);
    }
  }

  private static byte[] body(Answer answer, byte[] sent) {
    if (answer.echo()) {
      return sent;
    }
    return answer.body() == null ? new byte[answer.bytes()] : bytes(answer.body());
  }

  private static void send(HttpExchange exchange, int status, byte[] body, int length)
      throws IOException {
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body, 0, length);
      exchange.getResponseBody().flush();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
