package dev.bellhop.html;

import dev.bellhop.html.ScriptElement.Timing;
import dev.bellhop.html.ScriptElement.Type;
import dev.bellhop.mime.MimeType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * What of an HTML page there is without DOM.
 *
 * @param scripts its script elements that run, in tree order
 * @param base the value of its {@code base} element, or null
 */
public record HtmlPage(List<ScriptElement> scripts, @Nullable String base) {

  /** Keeps its own copy of the scripts. */
  public HtmlPage {
    scripts = List.copyOf(scripts);
  }

  /**
   * Parses a page as HTML is parsed: whatever it contains, it is one.
   *
   * @param charset the encoding that the Content-Type names, or null; a byte order mark comes
   *     first, a {@code meta} element last
   */
  public static HtmlPage parse(byte[] bytes, @Nullable String charset) {
    Parser parser = Parser.htmlParser().setTrackPosition(true);
    try {
      return of(Jsoup.parse(new ByteArrayInputStream(bytes), known(charset), "", parser));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String known(@Nullable String charset) {
    try {
      return charset != null && Charset.isSupported(charset) ? charset : null;
    } catch (IllegalCharsetNameException e) {
      return null;
    }
  }

  private static HtmlPage of(Document document) {
    List<ScriptElement> scripts = new ArrayList<>();
    for (Element element : document.select("script")) {
      ScriptElement script = element.closest("template") == null ? script(element) : null;
      if (script != null) {
        scripts.add(script);
      }
    }
    Element base = document.selectFirst("base[href]");
    return new HtmlPage(scripts, base == null ? null : base.attr("href"));
  }

  /**
   * @see <a href="https://html.spec.whatwg.org/#prepare-the-script-element">HTML: prepare the
   *     script element</a>
   */
  private static @Nullable ScriptElement script(Element element) {
    Type type = type(element);
    boolean external = element.hasAttr("src");
    String text = external ? "" : element.data();
    if (type == null
        || (type == Type.CLASSIC && element.hasAttr("nomodule"))
        || (external ? element.attr("src").isEmpty() : text.isEmpty())) {
      return null;
    }
    Timing timing;
    if (element.hasAttr("async") && (external || type == Type.MODULE)) {
      timing = Timing.ASYNC;
    } else if (type == Type.MODULE || (external && element.hasAttr("defer"))) {
      timing = Timing.DEFERRED;
    } else {
      timing = Timing.PARSING;
    }
    return new ScriptElement(
        type,
        timing,
        external ? element.attr("src") : null,
        text,
        element.sourceRange().end().lineNumber(),
        crossOrigin(element),
        element.attr("integrity"));
  }

  private static @Nullable Type type(Element element) {
    String language = element.attr("language");
    String type;
    if (element.hasAttr("type")) {
      type = element.attr("type").strip().toLowerCase(Locale.ROOT);
    } else {
      type = language.isEmpty() ? "" : "text/" + language.toLowerCase(Locale.ROOT);
    }
    if (type.equals("module")) {
      return Type.MODULE;
    }
    MimeType mime = MimeType.parse(type);
    boolean javascript = mime != null && mime.parameters().isEmpty() && mime.isJavaScript();
    return type.isEmpty() || javascript ? Type.CLASSIC : null;
  }

  private static @Nullable String crossOrigin(Element element) {
    if (!element.hasAttr("crossorigin")) {
      return null;
    }
    return element.attr("crossorigin").equalsIgnoreCase("use-credentials")
        ? "use-credentials"
        : "anonymous";
  }
}
