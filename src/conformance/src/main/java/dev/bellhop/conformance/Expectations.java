package dev.bellhop.conformance;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bellhop.BellhopException;
import dev.bellhop.conformance.TestResult.Subtest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is expected of a suite: everything passes but what is listed, each with its reason. */
final class Expectations {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * A suite's file.
   *
   * @param suite the folder of the tree that it is about
   * @param tests by the id of the test case
   */
  record Suite(String suite, Map<String, Exceptions> tests) {}

  /**
   * What of a test case does not go well.
   *
   * @param runs why it is run although it names something of a DOM, or null
   * @param unsteady why it goes now this way and now that as a whole, so that any result will do,
   *     or null
   * @param harness its harness status where it is not OK, or null
   * @param reason why that is so, or null
   * @param failures the subtests that do not pass, by name, with the reason
   * @param flaky the subtests that pass at one time and do not at another, by name, with the reason
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Exceptions(
      @Nullable String runs,
      @Nullable String unsteady,
      @Nullable String harness,
      @Nullable String reason,
      @Nullable Map<String, String> failures,
      @Nullable Map<String, String> flaky) {
    static final Exceptions NONE = new Exceptions(null, null, null, null, null, null);

    Map<String, String> failing() {
      return failures == null ? Map.of() : failures;
    }

    Map<String, String> varying() {
      return flaky == null ? Map.of() : flaky;
    }

    private boolean isNone() {
      return runs == null
          && unsteady == null
          && harness == null
          && failing().isEmpty()
          && varying().isEmpty();
    }

    /** What it says without giving a reason. */
    private List<String> unexplained() {
      List<String> names = new ArrayList<>();
      if (isBlank(runs) || isBlank(unsteady) || isBlank(reason)) {
        names.add("the file as a whole");
      }
      for (Map<String, String> listed : List.of(failing(), varying())) {
        listed.forEach(
            (name, why) -> {
              if (why.isBlank()) {
                names.add("\"" + name + "\"");
              }
            });
      }
      return names;
    }

    private static boolean isBlank(@Nullable String text) {
      return text != null && text.isBlank();
    }
  }

  /**
   * A result that is not what was expected.
   *
   * @param subtest its name, or null where it is about the test case as a whole
   * @param what what is different, in words
   */
  record Surprise(@Nullable String subtest, String what) {}

  private final List<Suite> suites;

  private Expectations(List<Suite> suites) {
    this.suites = suites;
  }

  /**
   * Reads those of a folder.
   *
   * @throws BellhopException where there is no such folder or a file is no such JSON
   */
  static Expectations read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw input("There is no folder " + folder + " with expectations.");
    }
    List<Suite> suites = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        try {
          suites.add(JSON.readValue(Files.readString(file), Suite.class));
        } catch (JacksonException e) {
          throw input(file + " is no file of expectations: " + e.getOriginalMessage());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Expectations(suites);
  }

  /** The suites that something is written down about. */
  List<Suite> suites() {
    return List.copyOf(suites);
  }

  /** The suite that a test case belongs to: the one with the longest name that fits. */
  Optional<Suite> suite(String id) {
    return suites.stream()
        .filter(suite -> id.startsWith(suite.suite() + "/"))
        .max(Comparator.comparingInt(suite -> suite.suite().length()));
  }

  /**
   * Looks whether everything has its reason: a failure that nobody can explain is not expected.
   *
   * @throws BellhopException where a reason is missing
   */
  void requireReasons() {
    for (Suite suite : suites) {
      suite
          .tests()
          .forEach(
              (id, exceptions) -> {
                List<String> names = exceptions.unexplained();
                if (!names.isEmpty()) {
                  throw input(
                      "The expectations of "
                          + suite.suite()
                          + " give no reason for "
                          + names.getFirst()
                          + " of "
                          + id
                          + "; write one into "
                          + fileName(suite.suite())
                          + ".");
                }
              });
    }
  }

  /** What is written down about a test case. */
  Exceptions exceptions(String id) {
    return suite(id).map(suite -> exceptions(suite, id)).orElse(Exceptions.NONE);
  }

  private static Exceptions exceptions(Suite suite, String id) {
    return suite.tests().getOrDefault(id, Exceptions.NONE);
  }

  /** The test case, to be run where it would be skipped and is written down as one that runs. */
  TestCase admit(TestCase test) {
    return exceptions(test.id()).runs() == null ? test : test.butRun();
  }

  /** In how far a result is not what was expected; nothing for suites without expectations. */
  List<Surprise> compare(TestResult result) {
    Optional<Suite> suite = suite(result.id());
    if (suite.isEmpty()) {
      return List.of();
    }
    Exceptions expected = exceptions(suite.get(), result.id());
    if (expected.unsteady() != null) {
      return List.of();
    }
    List<Surprise> surprises = new ArrayList<>();
    String harness = expected.harness() == null ? "OK" : expected.harness();
    if (!harness.equals(result.harness())) {
      surprises.add(
          new Surprise(
              null,
              "the harness status is "
                  + result.harness()
                  + ", and "
                  + harness
                  + " was expected"
                  + (result.message() == null ? "" : ": " + result.message())));
    }
    Map<String, String> open = new TreeMap<>(expected.failing());
    for (Subtest subtest : result.subtests()) {
      if (expected.varying().containsKey(subtest.name())) {
        continue;
      }
      boolean fails = open.remove(subtest.name()) != null;
      if (fails && subtest.passed()) {
        surprises.add(new Surprise(subtest.name(), "passes, and was expected to fail"));
      } else if (!fails && !subtest.passed()) {
        surprises.add(
            new Surprise(
                subtest.name(),
                "fails ("
                    + subtest.status()
                    + "), and was expected to pass"
                    + (subtest.message() == null ? "" : ": " + subtest.message())));
      }
    }
    for (String name : open.keySet()) {
      surprises.add(new Surprise(name, "was expected to fail, and has no result"));
    }
    return surprises;
  }

  /**
   * Writes the results down as what is expected, suite by suite. Reasons that were given stay. Test
   * cases without a result stay as they were.
   *
   * @param suites where results belong that no expectations are about so far
   * @param reason of what is new; an empty one is to be filled in before the next run
   */
  void update(Path folder, Suites suites, List<TestResult> results, String reason) {
    Map<String, Map<String, Exceptions>> changed = new TreeMap<>();
    for (TestResult result : results) {
      Optional<Suite> suite = suite(result.id());
      Map<String, Exceptions> tests =
          changed.computeIfAbsent(
              suite.map(Suite::suite).orElseGet(() -> suites.of(result.id())),
              name -> new TreeMap<>(suite.map(Suite::tests).orElse(Map.of())));
      Exceptions before = tests.getOrDefault(result.id(), Exceptions.NONE);
      Exceptions now = before.unsteady() == null ? exceptions(result, before, reason) : before;
      if (now.isNone()) {
        tests.remove(result.id());
      } else {
        tests.put(result.id(), now);
      }
    }
    changed.forEach((suite, tests) -> write(folder, new Suite(suite, tests)));
  }

  /**
   * The ids of test cases that something is written down about and that are not there any more.
   *
   * @param known the ids of all test cases of the suites that were asked for as a whole
   * @param whole whether a suite was asked for as a whole, by its name
   */
  List<String> stale(Set<String> known, Predicate<String> whole) {
    return suites.stream()
        .filter(suite -> whole.test(suite.suite()))
        .flatMap(suite -> suite.tests().keySet().stream())
        .filter(id -> !known.contains(id))
        .sorted()
        .toList();
  }

  /** Strikes out what is written down about test cases that are not there any more. */
  void forget(Path folder, List<String> stale) {
    for (Suite suite : suites) {
      Map<String, Exceptions> tests = new TreeMap<>(suite.tests());
      if (tests.keySet().removeAll(stale)) {
        write(folder, new Suite(suite.suite(), tests));
      }
    }
  }

  private static void write(Path folder, Suite suite) {
    try {
      Files.writeString(
          folder.resolve(fileName(suite.suite())), JSON.writeValueAsString(suite) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(String suite) {
    return suite.replace('/', '.') + ".json";
  }

  private static Exceptions exceptions(TestResult result, Exceptions before, String reason) {
    Map<String, String> failures = new TreeMap<>();
    for (Subtest subtest : result.subtests()) {
      if (!subtest.passed() && !before.varying().containsKey(subtest.name())) {
        failures.put(subtest.name(), before.failing().getOrDefault(subtest.name(), reason));
      }
    }
    boolean well = result.completed();
    return new Exceptions(
        before.runs(),
        null,
        well ? null : result.harness(),
        well ? null : before.reason() == null ? reason : before.reason(),
        failures.isEmpty() ? null : failures,
        before.flaky());
  }

  private static BellhopException input(String message) {
    return new BellhopException(BellhopException.Kind.INPUT, message);
  }
}
