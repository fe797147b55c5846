package dev.bellhop.conformance;

import dev.bellhop.conformance.TestCase.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports of the tests' server, which are others in each run.
 *
 * @param named by the names of wptserve's settings
 */
record WptPorts(Map<String, List<Integer>> named) {
  private static final List<String> WITH_TWO = List.of("http", "https");
  private static final List<String> WITH_ONE =
      List.of(
          "h2",
          "ws",
          "wss",
          "http-private",
          "http-public",
          "https-private",
          "https-public",
          "http-local",
          "https-local");

  /** Those that a test is served by. */
  private static final List<String> AWAITED = List.of("http", "https", "h2", "ws", "wss");

  /** A port in a URL, also where the URL is a part of another one. */
  private static final Pattern PORT = Pattern.compile("(?<=:|%3A|%3a)\\d{4,5}(?!\\d)");

  /** Some that nobody used a moment ago. */
  static WptPorts free() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    Map<String, List<Integer>> named = new LinkedHashMap<>();
    try {
      for (String name : WITH_TWO) {
        named.put(name, List.of(reserve(sockets), reserve(sockets)));
      }
      for (String name : WITH_ONE) {
        named.put(name, List.of(reserve(sockets)));
      }
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
    return new WptPorts(named);
  }

  private static int reserve(List<ServerSocket> sockets) throws IOException {
    var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    sockets.add(socket);
    return socket.getLocalPort();
  }

  /** The first one of a kind of server. */
  int first(Scheme scheme) {
    return ports(
            switch (scheme) {
              case HTTP -> "http";
              case HTTPS -> "https";
              case H2 -> "h2";
            })
        .getFirst();
  }

  private List<Integer> ports(String name) {
    return Objects.requireNonNull(named.get(name), name);
  }

  /** Whether all that a test is served by can be connected to. */
  boolean allListened() {
    return AWAITED.stream().flatMap(name -> ports(name).stream()).allMatch(WptPorts::isListenedTo);
  }

  private static boolean isListenedTo(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A text as it is in every run: the ports of URLs in it give way to what wptserve replaces with
   * them in test files.
   *
   * @see <a href="https://web-platform-tests.org/writing-tests/server-pipes.html#sub">the sub
   *     pipe</a>
   */
  String withoutPorts(String text) {
    return PORT.matcher(text)
        .replaceAll(
            port -> Matcher.quoteReplacement(placeholder(port.group()).orElse(port.group())));
  }

  private Optional<String> placeholder(String port) {
    int number = Integer.parseInt(port);
    return named.entrySet().stream()
        .filter(entry -> entry.getValue().contains(number))
        .map(
            entry ->
                "{{ports[%s][%d]}}".formatted(entry.getKey(), entry.getValue().indexOf(number)))
        .findAny();
  }
}
