import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds every Java source to one format. Run from source by the root pom: {@code check} fails where
 * a file differs, {@code write} writes the files in the format.
 */
final class FormatSources {
  private FormatSources() {}

  public static void main(String[] args) throws Exception {
    boolean write =
        switch (args[0]) {
          case "write" -> true;
          case "check" -> false;
          default -> throw new IllegalArgumentException("check or write, not " + args[0]);
        };
    Path root = Path.of(args[1]);
    var formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    List<Path> different = new ArrayList<>();
    for (Path file : javaFiles(root)) {
      String source = Files.readString(file);
      String imports = RemoveUnusedImports.removeUnusedImports(source);
      String ordered = ImportOrderer.reorderImports(imports, JavaFormatterOptions.Style.GOOGLE);
      String formatted = formatter.formatSource(ordered);
      if (!formatted.equals(source)) {
        different.add(root.relativize(file));
        if (write) {
          Files.writeString(file, formatted);
        }
      }
    }
    if (!write && !different.isEmpty()) {
      different.forEach(file -> System.err.println("not in the project's format: " + file));
      System.err.println("mvn -Pformat validate writes them in it");
      System.exit(1);
    }
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      return paths
          .filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !root.relativize(path).toString().matches("(.*/)?(target|\\..+)/.*"))
          .sorted()
          .toList();
    }
  }
}
