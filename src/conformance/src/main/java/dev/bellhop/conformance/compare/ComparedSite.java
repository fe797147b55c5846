package dev.bellhop.conformance.compare;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A site to compare.
 *
 * @param folder its files
 * @param script the worker's script, relative to the folder
 * @param type "classic" or "module"
 * @param pages what is opened once the worker is active, in this order, relative to the folder
 */
record ComparedSite(Path folder, String script, String type, List<String> pages) {
  private static final List<String> USUAL_PAGES = List.of("page.html", "page.js");

  ComparedSite {
    pages = List.copyOf(pages);
  }

  /**
   * The site as it was named.
   *
   * @param place a folder with {@code sw.js}, or the worker's script itself
   * @param pages no pages for the usual one, where there is one
   * @throws BellhopException where there is no such folder, script or page
   */
  static ComparedSite of(Path place, String type, List<String> pages) {
    Path script = Files.isDirectory(place) ? place.resolve("sw.js") : place;
    if (!Files.isRegularFile(script)) {
      throw BadInput.saying("There is no worker's script " + script + ".");
    }
    Path folder = script.toAbsolutePath().normalize().getParent();
    for (String page : pages) {
      if (!Files.isRegularFile(folder.resolve(page))) {
        throw BadInput.saying("There is no page " + page + " in " + folder + ".");
      }
    }
    List<String> opened =
        pages.isEmpty()
            ? USUAL_PAGES.stream()
                .filter(page -> Files.isRegularFile(folder.resolve(page)))
                .limit(1)
                .toList()
            : pages;
    return new ComparedSite(folder, script.getFileName().toString(), type, opened);
  }

  /** What it is called: the name of its folder. */
  String name() {
    return folder.getFileName().toString();
  }
}
