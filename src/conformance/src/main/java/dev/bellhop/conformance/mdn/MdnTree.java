package dev.bellhop.conformance.mdn;

import dev.bellhop.BellhopException;
import dev.bellhop.conformance.output.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The pages of a checkout of mdn/content, or of a part of one; or sites, whose workers are looked
 * at as if each were a page's only block.
 */
final class MdnTree {
  private static final String FILE = "index.md";
  private static final String WORKER = "sw.js";

  private final Path root;
  private final Map<String, Path> files;

  private MdnTree(Path root, Map<String, Path> files) {
    this.root = root;
    this.files = files;
  }

  /**
   * Looks for the pages.
   *
   * @param folder the checkout, its folder {@code files}, or one with Markdown below
   * @throws BellhopException where there are none
   */
  static MdnTree open(Path folder) {
    Path root =
        Stream.of("files/en-us", "en-us", "")
            .map(folder::resolve)
            .filter(Files::isDirectory)
            .findFirst()
            .orElseThrow(() -> BadInput.saying("There is no folder " + folder + "."));
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(file -> file.toString().endsWith(".md") || isWorker(root, file))
          .forEach(file -> files.put(path(root, file), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (files.isEmpty()) {
      throw BadInput.saying(
          folder + " has no pages; a checkout of mdn/content has them in its files/en-us.");
    }
    return new MdnTree(root, files);
  }

  /** The worker of a site that is a folder right below. */
  private static boolean isWorker(Path root, Path file) {
    return file.getFileName().toString().equals(WORKER)
        && root.equals(file.getParent().getParent());
  }

  private static String path(Path root, Path file) {
    String name = file.getFileName().toString();
    Path page = name.equals(FILE) || name.equals(WORKER) ? file.getParent() : file;
    String path = root.relativize(page).toString().replace('\\', '/');
    return (page == file ? path.substring(0, path.length() - ".md".length()) : path)
        .toLowerCase(Locale.ROOT);
  }

  /** Where it is. */
  Path root() {
    return root;
  }

  /**
   * Reads pages.
   *
   * @param names paths of pages, or of folders whose pages are all meant
   * @param usual which pages are read where no names are given; where the tree has none of these,
   *     all are
   * @throws BellhopException where a name stands for no page
   */
  List<MdnPage> pages(List<String> names, List<String> usual) {
    return pages(names.isEmpty() ? usual.stream().filter(files::containsKey).toList() : names);
  }

  private List<MdnPage> pages(List<String> names) {
    Map<String, Path> chosen = new TreeMap<>();
    for (String name : names) {
      String path = name.toLowerCase(Locale.ROOT).replaceFirst("/(index\\.md)?$", "");
      int before = chosen.size();
      files.forEach(
          (page, file) -> {
            if (page.equals(path) || page.startsWith(path + "/")) {
              chosen.put(page, file);
            }
          });
      if (chosen.size() == before && !files.containsKey(path)) {
        throw BadInput.saying("There is no page " + name + " in " + root + ".");
      }
    }
    return read(names.isEmpty() ? files : chosen);
  }

  private static List<MdnPage> read(Map<String, Path> files) {
    List<MdnPage> pages = new ArrayList<>();
    files.forEach(
        (path, file) -> {
          try {
            String text = Files.readString(file);
            pages.add(
                file.endsWith(WORKER)
                    ? MdnPage.script(path, WORKER, text)
                    : MdnPage.parse(path, text));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return pages;
  }
}
