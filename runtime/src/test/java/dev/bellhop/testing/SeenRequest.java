package dev.bellhop.testing;

import dev.bellhop.http.HeaderList;

/**
 * A request that reached a {@link FaultServer}.
 *
 * @param connection the number of the connection that it came on, from 1
 * @param method the method
 * @param target the request target
 * @param headers the headers as they came
 */
public record SeenRequest(int connection, String method, String target, HeaderList headers) {
  /** The target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
