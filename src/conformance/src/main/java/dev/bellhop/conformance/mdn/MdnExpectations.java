package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is expected of blocks, by page and heading, with the fixtures that they are run with. Blocks
 * that it does not know are run as they stand, and nothing is expected of them.
 */
final class MdnExpectations {
  private static final String FILE = "expectations.json";
  private static final TypeReference<TreeMap<String, TreeMap<String, Expected>>> PAGES =
      new TypeReference<>() {};

  /** A line for each value, so that a change of one is a change of its line. */
  private static final DefaultIndenter LINE = new DefaultIndenter(" ", "\n");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(LINE)
                  .withArrayIndenter(LINE))
          .build();

  private final Map<String, ? extends Map<String, Expected>> pages;
  private final Map<String, String> fixtures;

  private MdnExpectations(
      Map<String, ? extends Map<String, Expected>> pages, Map<String, String> fixtures) {
    this.pages = pages;
    this.fixtures = fixtures;
  }

  /**
   * Reads a folder: {@code expectations.json} and {@code fixtures/*.js}.
   *
   * @throws BellhopException where one of them is missing or makes no sense, or a reason is missing
   */
  static MdnExpectations read(Path folder) {
    try {
      Map<String, String> fixtures = new HashMap<>();
      try (Stream<Path> files = Files.list(folder.resolve("fixtures"))) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString().replaceFirst("\\.js$", "");
          fixtures.put(name, Files.readString(file));
        }
      }
      return new MdnExpectations(
          JSON.readValue(Files.readString(folder.resolve(FILE)), PAGES), fixtures);
    } catch (JacksonException e) {
      throw BadInput.saying(
          folder.resolve(FILE) + " is no file of expectations: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw BadInput.saying(folder + " has no expectations of MDN's blocks: " + e.getMessage());
    }
  }

  /**
   * Looks whether everything that goes wrong has its reason.
   *
   * @throws BellhopException where one is missing
   */
  void requireReasons() {
    pages.forEach(
        (page, blocks) ->
            blocks.forEach(
                (key, expected) -> {
                  if (expected.lacksReason()) {
                    throw BadInput.saying(
                        "The expectations give no reason for '" + key + "' of " + page + ".");
                  }
                }));
  }

  /** The pages that something is expected of. */
  List<String> pages() {
    return List.copyOf(pages.keySet());
  }

  /** What is expected of a block. */
  Expected of(Block block) {
    Map<String, Expected> known = pages.get(block.page());
    return known == null ? Expected.UNKNOWN : known.getOrDefault(block.key(), Expected.UNKNOWN);
  }

  /** The fixture that a block is run with. */
  Fixture fixture(Expected expected) {
    return expected.fixture() == null ? Fixture.NONE : fixture(expected.fixture());
  }

  private Fixture fixture(String name) {
    String text = fixtures.get(name);
    if (text == null) {
      throw BadInput.saying("There is no fixture " + name + ".");
    }
    return Fixture.parse(name, text, this::fixture);
  }

  /**
   * Writes down what came out as what is expected, and forgets blocks that are gone from the pages
   * that were run. Reasons that were given stay.
   */
  void update(Path folder, List<Outcome> outcomes) {
    Map<String, Map<String, Expected>> changed = new TreeMap<>();
    pages.forEach((page, blocks) -> changed.put(page, new TreeMap<>(blocks)));
    outcomes.forEach(outcome -> changed.remove(outcome.example().block().page()));
    for (Outcome outcome : outcomes) {
      Block block = outcome.example().block();
      Expected now =
          outcome
              .example()
              .expected()
              .with(outcome.effectKinds(), outcome.problemKinds(), outcome.diagnostics());
      changed.computeIfAbsent(block.page(), page -> new TreeMap<>()).put(block.key(), now);
    }
    try {
      Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(changed) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
