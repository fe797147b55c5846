package dev.bellhop.net;

/**
 * How a request is sent.
 *
 * @param endpoint where to connect to
 * @param hostHeader the value of the Host header
 * @param target the request target: path and query
 */
record Route(Endpoint endpoint, String hostHeader, String target) {}
