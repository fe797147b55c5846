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
 * Tells a realm's owner what its scripts say and where they fail, and of their mistakes: each once
 * for a place, however often it is made there. On the realm's loop only.
 */
final class Mistakes implements RealmListener {
  private final RealmListener owner;
  private final boolean isWorker;
  private final Set<String> told = new HashSet<>();

  Mistakes(RealmSettings settings) {
    owner = settings.listener();
    isWorker = settings.kind() == RealmSettings.Kind.WORKER;
  }

  @Override
  public void console(String level, String text) {
    owner.console(level, text);
  }

  @Override
  public void scriptError(String kind, String message, @Nullable SourceFrame frame) {
    look(message, frame);
    owner.scriptError(kind, message, frame);
  }

  /** Whether the realm is a worker's. */
  boolean ofWorker() {
    return isWorker;
  }

  /** Looks whether an error that nobody has caught shows a mistake. */
  void look(String message, @Nullable SourceFrame frame) {
    String name = isWorker ? ErrorMistakes.in(message, frame) : null;
    if (name != null) {
      tell(name, frame, Map.of());
    }
  }

  @Override
  public void diagnostic(TraceEvent.Diagnostic mistake) {
    SourceFrame frame = mistake.frame();
    String place =
        frame == null
            ? mistake.message()
            : "%s:%d:%d".formatted(frame.url(), frame.line(), frame.column());
    if (told.add(mistake.code() + " " + place)) {
      owner.diagnostic(mistake);
    }
  }

  /** With details in a script's object: what the explanation's names in braces stand for. */
  void tell(String name, @Nullable SourceFrame frame, Value details) {
    Map<String, String> all = new HashMap<>();
    if (details.hasMembers()) {
      for (String key : details.getMemberKeys()) {
        Value detail = details.getMember(key);
        if (!detail.isNull()) {
          all.put(key, detail.asString());
        }
      }
    }
    tell(name, frame, all);
  }

  void tell(String name, @Nullable SourceFrame frame, Map<String, String> details) {
    diagnostic(Explanation.diagnostic(name, frame, details));
  }
}
