package dev.bellhop.engine;

import dev.bellhop.Explanation;
import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Tells a realm's owner of the mistakes of its scripts: each once for a place, however often it is
 * made there. On the realm's loop only.
 */
final class Mistakes {
  private final RealmListener listener;
  private final Set<String> told = new HashSet<>();

  Mistakes(RealmListener listener) {
    this.listener = listener;
  }

  /** With details in a script's object: what the explanation's names in braces stand for. */
  void tell(String name, @Nullable SourceFrame frame, Value details) {
    Map<String, String> all = new HashMap<>();
    if (details.hasMembers()) {
      for (String key : details.getMemberKeys()) {
        all.put(key, details.getMember(key).asString());
      }
    }
    tell(name, frame, all);
  }

  void tell(String name, @Nullable SourceFrame frame, Map<String, String> details) {
    TraceEvent.Diagnostic mistake = Explanation.diagnostic(name, frame, details);
    String place =
        frame == null
            ? mistake.message()
            : "%s:%d:%d".formatted(frame.url(), frame.line(), frame.column());
    if (told.add(mistake.code() + " " + place)) {
      listener.diagnostic(mistake);
    }
  }
}
