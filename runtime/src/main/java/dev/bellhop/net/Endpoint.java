package dev.bellhop.net;

/**
 * Where a connection goes to. Connections to equal endpoints may be used for one another.
 *
 * @param secure whether TLS is spoken
 * @param host a name or an address literal, without brackets
 * @param port the port
 */
record Endpoint(boolean secure, String host, int port) {
  /** How sentences name it: the port only where it is not the usual one. */
  String label() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? 443 : 80) ? name : name + ":" + port;
  }

  /** A host name without the dot that may end it, which says only that it is whole. */
  static String withoutLastDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
