package dev.bellhop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The data files of web-platform-tests. They are in the folder named by WPT_DIR or in
 * ~/.cache/bellhop/wpt; a test that needs them is skipped where they are not.
 */
public final class PlatformTests {
  public static final ObjectMapper JSON = new ObjectMapper();

  private PlatformTests() {}

  /** Reads a JSON file of the suite, or skips the test that asks for it. */
  public static JsonNode read(String file) {
    String folder = System.getenv("WPT_DIR");
    Path root =
        folder != null
            ? Path.of(folder)
            : Path.of(System.getProperty("user.home"), ".cache", "bellhop", "wpt");
    Path path = root.resolve(file);
    assumeTrue(
        Files.exists(path),
        () -> "web-platform-tests are not here; WPT_DIR names their folder: " + path);
    return JSON.readTree(path);
  }
}
