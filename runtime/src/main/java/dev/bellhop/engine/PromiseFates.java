package dev.bellhop.engine;

import dev.bellhop.syntax.PromiseEnd;
import dev.bellhop.syntax.PromiseEnd.Fate;
import dev.bellhop.syntax.PromiseTrail;
import dev.bellhop.syntax.ScriptText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Finds what becomes of a promise from the text around the call that gives it, once for each call.
 * On the realm's loop only.
 */
final class PromiseFates {
  /** Machine-made scripts may be larger. */
  private static final int LONGEST = 2_000_000;

  private final Guest guest;
  private final Map<Call, String> known = new HashMap<>();

  /** The places where promises are dropped. */
  private final Set<String> drops = new HashSet<>();

  /** The script that was looked at last, since calls in one come together. */
  private @Nullable Read last;

  PromiseFates(Guest guest) {
    this.guest = guest;
  }

  private record Call(String script, int start, int end) {}

  private record Read(String script, PromiseTrail trail) {}

  /**
   * A fate in lower case, or "told" for a promise that is dropped with that of another call, which
   * has been asked for before.
   *
   * @param here an Error that was made in the call
   * @param method what is called, as {@code cache.put()}
   */
  String of(Value here, String method) {
    PolyglotException made = SourceFrames.exception(here);
    SourceSection section = made == null ? null : SourceFrames.section(made);
    if (section == null) {
      return inWords(Fate.UNKNOWN);
    }
    Source source = section.getSource();
    var call =
        new Call(SourceFrames.url(source), section.getCharIndex(), section.getCharEndIndex());
    String found = known.get(call);
    if (found == null) {
      String name = method.substring(method.indexOf('.') + 1, method.indexOf('('));
      found = find(call, source, name);
      known.put(call, found);
    }
    return found;
  }

  private String find(Call call, Source source, String name) {
    if (!source.hasCharacters() || source.getLength() > LONGEST) {
      return inWords(Fate.UNKNOWN);
    }
    PromiseEnd end = trail(call.script, source).of(call.start, call.end, name);
    boolean isNews = end.fate() != Fate.DROPPED || drops.add(call.script + " " + end.at());
    return isNews ? inWords(end.fate()) : "told";
  }

  private static String inWords(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT);
  }

  private PromiseTrail trail(String script, Source source) {
    Read read = last;
    if (read == null || !read.script.equals(script)) {
      var text = new ScriptText(ReadableModule.text(source));
      read =
          new Read(script, new PromiseTrail(text, name -> guest.mayBeUsedElsewhere(script, name)));
      last = read;
    }
    return read.trail;
  }
}
