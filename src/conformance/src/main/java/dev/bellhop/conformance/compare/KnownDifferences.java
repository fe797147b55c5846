package dev.bellhop.conformance.compare;

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
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Where Chromium is known to do otherwise than the specifications say. */
final class KnownDifferences {
  /** What stands for a thing that did not happen. */
  static final String ABSENT = "absent";

  private final List<Known> all;

  private KnownDifferences(List<Known> all) {
    this.all = List.copyOf(all);
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
   */
  record Known(
      String name,
      Pattern subject,
      Pattern what,
      @Nullable Pattern bellhop,
      @Nullable Pattern chromium,
      String reason) {
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

  /** The list that comes with Bellhop. */
  static KnownDifferences read() {
    try (InputStream in =
        Objects.requireNonNull(
            KnownDifferences.class.getResourceAsStream("known-differences.json"))) {
      return new KnownDifferences(list(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With those that a site's own {@code known.json} has, where there is one. */
  KnownDifferences with(ComparedSite site) throws IOException {
    Path own = site.folder().resolve("known.json");
    if (!Files.isRegularFile(own)) {
      return this;
    }
    return new KnownDifferences(
        Stream.concat(list(Files.readAllBytes(own)).stream(), all.stream()).toList());
  }

  private static List<Known> list(byte[] json) {
    return new ObjectMapper().readValue(json, new TypeReference<>() {});
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
