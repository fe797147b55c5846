package dev.bellhop.ops;

import dev.bellhop.url.FormUrlEncoded;
import dev.bellhop.url.FormUrlEncoded.Entry;
import dev.bellhop.url.Url;
import dev.bellhop.url.UrlComponents;
import dev.bellhop.url.UrlPart;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * URLs and their parameters for the URL and URLSearchParams classes. Components are an array of the
 * URL itself, as a handle, and the values of the class's attributes in the order of {@link
 * UrlComponents}. Safe from any thread.
 */
public final class UrlOps {
  /** Parses a URL against a base, if given; the components, or null for failure. */
  @HostAccess.Export
  public Object @Nullable [] parse(String input, @Nullable String base) {
    Url url = parseUrl(input, base);
    return url == null ? null : components(url);
  }

  /** Whether {@link #parse} would not fail. */
  @HostAccess.Export
  public boolean canParse(String input, @Nullable String base) {
    return parseUrl(input, base) != null;
  }

  /** The components of a URL with one part set; the part is the name of a {@link UrlPart}. */
  @HostAccess.Export
  public Object[] set(Url url, String part, String value) {
    return components(url.with(UrlPart.valueOf(part), value));
  }

  /** Parses a form-urlencoded string: names and values by turns. */
  @HostAccess.Export
  public String[] parseForm(String input) {
    return FormUrlEncoded.parse(input).stream()
        .flatMap(entry -> Stream.of(entry.name(), entry.value()))
        .toArray(String[]::new);
  }

  /** Serializes an array of names and values by turns. */
  @HostAccess.Export
  public String serializeForm(Value namesAndValues) {
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < namesAndValues.getArraySize(); i += 2) {
      String name = namesAndValues.getArrayElement(i).asString();
      String value = namesAndValues.getArrayElement(i + 1).asString();
      entries.add(new Entry(name, value));
    }
    return FormUrlEncoded.serialize(entries);
  }

  /** The URL, parsed against a base, if given; null stands for failure of either. */
  static @Nullable Url parseUrl(String input, @Nullable String base) {
    if (base == null) {
      return Url.parse(input, null);
    }
    Url baseUrl = Url.parse(base, null);
    return baseUrl == null ? null : Url.parse(input, baseUrl);
  }

  private static Object[] components(Url url) {
    UrlComponents shown = UrlComponents.of(url);
    return new Object[] {
      url,
      shown.href(),
      shown.origin(),
      shown.protocol(),
      shown.username(),
      shown.password(),
      shown.host(),
      shown.hostname(),
      shown.port(),
      shown.pathname(),
      shown.search(),
      shown.hash()
    };
  }
}
