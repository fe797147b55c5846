package dev.bellhop;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one kind of {@link TraceEvent.Diagnostic}: something legal that cannot be
 * meant, or something that went on without a script's doing. Safe from any thread.
 *
 * @param code stable, such as "BH0001": it is never given to another kind
 * @param name says what it is about, such as "waituntil-function"; stable, too
 * @param message one sentence: what happens and why. Names in braces stand for what differs from
 *     one place to the next, such as {@code {url}}
 * @param fix what to write instead, with names in braces as above, or null
 * @param link where a specification or MDN says so, or null
 * @param text the long form: paragraphs with an empty line between them; may be empty
 * @param examples the mistake, and how it is put right; empty for what no script can help
 */
public record Explanation(
    String code,
    String name,
    Group group,
    String message,
    @Nullable String fix,
    @Nullable String link,
    String text,
    List<Example> examples) {
  private static final Pattern DETAIL = Pattern.compile("\\{(\\w+)}");

  /** What it is about. */
  public enum Group {
    /** Promises and the lifetime of events. */
    PROMISES,
    /** The Background Fetch API. */
    BACKGROUND_FETCH,
    /** Cache Storage. */
    CACHES,
    /** Listeners and events. */
    EVENTS,
    /** What a worker's global has and has not. */
    GLOBALS,
    /** What went on beside the scripts. */
    RUNTIME;

    /** As it is written in files and messages: "background-fetch". */
    public String spelled() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Which form a piece of code belongs to. */
  public enum Form {
    /** The mistake. */
    WRONG,
    /** The mistake put right. */
    RIGHT,
    /** What stands beside either. */
    BOTH
  }

  /**
   * A script, or what else a site's folder has.
   *
   * @param file its path in the site's folder; "sw.js" is the worker, "page.js" the page
   * @param code its text, without a line break at the end
   * @param line the line that the diagnostic is about, from 1, or 0 where it is not in this file
   * @param column the column, from 1, or 0
   */
  public record Example(Form form, String file, String code, int line, int column) {}

  /** All of them, in the order of their codes. */
  public static List<Explanation> all() {
    return ExplanationFiles.ALL;
  }

  /** The one with this code or this name, in whatever case. */
  public static Optional<Explanation> find(String codeOrName) {
    return all().stream()
        .filter(
            known ->
                known.code.equalsIgnoreCase(codeOrName) || known.name.equalsIgnoreCase(codeOrName))
        .findFirst();
  }

  /**
   * The diagnostic of this name at one place.
   *
   * @param frame where in a script, or null
   * @param details what the names in braces stand for. A fix that names what is not among them is
   *     left out: it is not known then
   * @throws IllegalArgumentException where none has this name
   */
  public static TraceEvent.Diagnostic diagnostic(
      String name, @Nullable SourceFrame frame, Map<String, String> details) {
    Explanation known =
        find(name)
            .orElseThrow(() -> new IllegalArgumentException("no diagnostic is called " + name));
    String fix = known.fix == null ? null : filled(known.fix, details);
    return new TraceEvent.Diagnostic(
        known.code,
        known.name,
        filled(known.message, details),
        fix != null && DETAIL.matcher(fix).find() ? null : fix,
        known.link,
        frame);
  }

  private static String filled(String text, Map<String, String> details) {
    return DETAIL
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(details.getOrDefault(found.group(1), found.group())));
  }
}
