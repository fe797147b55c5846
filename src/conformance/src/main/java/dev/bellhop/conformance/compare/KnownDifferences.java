package dev.bellhop.conformance.compare;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where Chromium is known to do otherwise than the specifications say. */
final class KnownDifferences {
  /** What stands for a thing that did not happen. */
  static final String ABSENT = "absent";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private final List<Known> all;
  private final List<Known> expected;

  private KnownDifferences(List<Known> all, List<Known> expected) {
    this.all = List.copyOf(all);
    this.expected = List.copyOf(expected);
  }

  /**
   * One of them. The patterns match the whole of a text; one that is null matches any.
   *
   * @param name says it in a few words, with hyphens
   * @param subject a pattern of what happened
   * @param what a pattern of the name of the fact that differs, "presence" or "order"
   * @param bellhop a pattern of what it is in Bellhop
   * @param chromium a pattern of what it is in Chromium
   * @param reason why, in a sentence
   * @param sometimes it comes at one time and does not at another
   */
  record Known(
      String name,
      Pattern subject,
      Pattern what,
      @Nullable Pattern bellhop,
      @Nullable Pattern chromium,
      String reason,
      boolean sometimes) {
    private boolean explains(String happened, String differing, String here, String there) {
      return what.matcher(differing).matches()
          && subject.matcher(happened).matches()
          && matches(bellhop, here)
          && matches(chromium, there);
    }

    private static boolean matches(@Nullable Pattern pattern, String text) {
      return pattern == null || pattern.matcher(text).matches();
    }
  }

  /**
   * What a list has: a known difference, or only the name of one that the general list has.
   *
   * @param subject null where there is only the name
   */
  private record Entry(
      @Nullable String name,
      @Nullable Pattern subject,
      @Nullable Pattern what,
      @Nullable Pattern bellhop,
      @Nullable Pattern chromium,
      @Nullable String reason,
      boolean sometimes) {
    Known known(List<Known> general) {
      if (name != null && subject != null && what != null && reason != null) {
        return new Known(name, subject, what, bellhop, chromium, reason, sometimes);
      }
      return general.stream()
          .filter(known -> known.name().equals(name) && subject == null)
          .findFirst()
          .orElseThrow(
              () ->
                  BadInput.saying(
                      "A known difference needs a name, subject, what and reason, or only the name of"
                          + " one that Bellhop knows; '"
                          + name
                          + "' has neither."));
    }
  }

  /** The list that comes with Bellhop; no site is expected to show any of it. */
  static KnownDifferences read() {
    try (InputStream in =
        Objects.requireNonNull(
            KnownDifferences.class.getResourceAsStream("known-differences.json"))) {
      return new KnownDifferences(list(in.readAllBytes(), List.of()), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * With those that a site's own {@code known.json} has, where there is one: the site is expected
   * to show them.
   *
   * @throws BellhopException where that file makes no sense
   */
  KnownDifferences of(ComparedSite site) throws IOException {
    Path file = site.folder().resolve("known.json");
    if (!Files.isRegularFile(file)) {
      return this;
    }
    try {
      List<Known> own = list(Files.readAllBytes(file), all);
      return new KnownDifferences(
          Stream.concat(own.stream(), all.stream()).distinct().toList(),
          own.stream().filter(known -> !known.sometimes()).toList());
    } catch (JacksonException e) {
      throw BadInput.saying(file + " is no list of known differences: " + e.getOriginalMessage());
    }
  }

  private static List<Known> list(byte[] json, List<Known> general) {
    List<Entry> entries = JSON.readValue(json, new TypeReference<>() {});
    return entries.stream().map(entry -> entry.known(general)).toList();
  }

  /** Those that the site must show. */
  List<Known> expected() {
    return expected;
  }

  /** All of them. */
  List<Known> all() {
    return all;
  }

  /** Why this differs, where that is known. */
  Optional<Known> explain(String subject, String what, String bellhop, String chromium) {
    return all.stream()
        .filter(known -> known.explains(subject, what, bellhop, chromium))
        .findFirst();
  }
}
