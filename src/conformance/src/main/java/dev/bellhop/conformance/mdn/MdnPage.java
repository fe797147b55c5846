package dev.bellhop.conformance.mdn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of MDN with its blocks of JavaScript.
 *
 * @param path as in its address, below the language: {@code web/api/cache/add}
 * @param title of its front matter; the path where it has none
 * @param slug its address below the language, of its front matter; the path where it has none
 */
record MdnPage(String path, String title, String slug, List<Block> blocks) {
  private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,})\\s*(\\S*)\\s*(.*)");
  private static final Pattern HEADING = Pattern.compile("(#{2,6})\\s+(.*?)\\s*#*\\s*");
  private static final Pattern MEMBER = Pattern.compile("(title|slug):\\s*\"?(.*?)\"?\\s*");

  MdnPage {
    blocks = List.copyOf(blocks);
  }

  /** Reads MDN's Markdown. */
  static MdnPage parse(String path, String markdown) {
    var reader = new Reader(path);
    List<String> lines = markdown.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      reader.line(i + 1, lines.get(i));
    }
    return new MdnPage(
        path,
        reader.front.getOrDefault("title", path),
        reader.front.getOrDefault("slug", path),
        reader.blocks);
  }

  /** A script by itself, as a page with nothing else on it: its lines are the page's. */
  static MdnPage script(String path, String name, String text) {
    return new MdnPage(path, path, path, List.of(new Block(path, 0, name, 1, "", text)));
  }

  /** What has been read so far. */
  private static final class Reader {
    private final String path;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, String> front = new HashMap<>();
    private String fence = "";
    private String language = "";
    private String info = "";
    private int begin;
    private final StringBuilder text = new StringBuilder();

    Reader(String path) {
      this.path = path;
    }

    void line(int number, String line) {
      if (fence.isEmpty()) {
        outside(number, line);
      } else if (line.strip().equals(fence)) {
        end();
      } else {
        text.append(line).append('\n');
      }
    }

    private void outside(int number, String line) {
      Matcher opening = FENCE.matcher(line);
      Matcher heading = HEADING.matcher(line);
      Matcher member = MEMBER.matcher(line);
      if (opening.matches()) {
        fence = opening.group(1);
        language = opening.group(2);
        info = opening.group(3);
        begin = number;
        text.setLength(0);
      } else if (heading.matches()) {
        int level = heading.group(1).length() - 2;
        while (headings.size() > level) {
          headings.removeLast();
        }
        headings.add(heading.group(2));
      } else if (member.matches() && headings.isEmpty()) {
        front.putIfAbsent(member.group(1), member.group(2));
      }
    }

    private void end() {
      fence = "";
      if (language.equals("js") || language.equals("js-nolint")) {
        String heading = String.join(" > ", headings);
        int number = numbers.merge(heading, 1, Integer::sum);
        blocks.add(new Block(path, begin, heading, number, info, text.toString()));
      }
    }
  }
}
