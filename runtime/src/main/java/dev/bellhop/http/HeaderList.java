package dev.bellhop.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, ordered list of headers. Names compare without regard to ASCII case.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#concept-header-list">Fetch: header list</a>
 */
public final class HeaderList implements Iterable<Header> {
  private static final HeaderList EMPTY = new HeaderList(List.of());

  private final List<Header> headers;

  private HeaderList(List<Header> headers) {
    this.headers = headers;
  }

  /** The list without headers. */
  public static HeaderList empty() {
    return EMPTY;
  }

  /** A list of the given headers, in their order. */
  public static HeaderList of(List<Header> headers) {
    return headers.isEmpty() ? EMPTY : new HeaderList(List.copyOf(headers));
  }

  /** A list from names and values by turns: name, value, name, value. */
  public static HeaderList of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a name without a value");
    }
    var list = new ArrayList<Header>(namesAndValues.length / 2);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      list.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return of(list);
  }

  /** Whether a header of this name is in the list. */
  public boolean contains(String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * All values of this name joined by a comma and a space, or null where there is none.
   *
   * @see <a href="https://fetch.spec.whatwg.org/#concept-header-list-get">Fetch: get</a>
   */
  public @Nullable String get(String name) {
    StringBuilder combined = null;
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        if (combined == null) {
          combined = new StringBuilder(header.value());
        } else {
          combined.append(", ").append(header.value());
        }
      }
    }
    return combined == null ? null : combined.toString();
  }

  /** A list with this header at the end. */
  public HeaderList with(String name, String value) {
    var list = new ArrayList<Header>(headers.size() + 1);
    list.addAll(headers);
    list.add(new Header(name, value));
    return of(list);
  }

  /** A list without the headers of this name. */
  public HeaderList without(String name) {
    return of(headers.stream().filter(h -> !h.name().equalsIgnoreCase(name)).toList());
  }

  /** The headers in order; unmodifiable. */
  public List<Header> asList() {
    return headers;
  }

  /** How many headers there are. */
  public int size() {
    return headers.size();
  }

  @Override
  public Iterator<Header> iterator() {
    return headers.iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeaderList that && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return headers.hashCode();
  }

  @Override
  public String toString() {
    return headers.toString();
  }
}
