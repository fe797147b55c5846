package dev.bellhop.conformance;

import dev.bellhop.BellhopException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the realms that a test file is made for it is run in. */
enum Selection {
  /** Each file once: in a worker where it is made for one, and else in a page. */
  ONCE,
  /** Only workers. */
  SERVICEWORKER,
  /** Only pages. */
  PAGE,
  /** Workers and pages. */
  ALL;

  /**
   * The one that an option names.
   *
   * @throws BellhopException where there is none of that name
   */
  static Selection named(String name) {
    for (Selection selection : values()) {
      if (selection.toString().equals(name)) {
        return selection;
      }
    }
    String names =
        Arrays.stream(values()).map(Selection::toString).collect(Collectors.joining(", "));
    throw new BellhopException(
        BellhopException.Kind.INPUT, "--in must be one of " + names + ", and not " + name + ".");
  }

  /** The cases to be run of a file, of those that there are in workers and in pages. */
  List<TestCase> choose(List<TestCase> workers, List<TestCase> pages) {
    return switch (this) {
      case ONCE -> workers.isEmpty() ? pages : workers;
      case SERVICEWORKER -> workers;
      case PAGE -> pages;
      case ALL -> Stream.concat(workers.stream(), pages.stream()).toList();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
