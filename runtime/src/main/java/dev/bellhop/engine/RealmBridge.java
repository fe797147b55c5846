package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import dev.bellhop.url.Url;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;

/** The operations by which the shims reach the engine itself: {@code ops.realm}. */
final class RealmBridge {
  private final RealmSettings settings;
  private final Guest guest;
  private final Mistakes mistakes;
  private final ScriptScan scan;
  private final PromiseFates fates;
  private final Supplier<ErrorTexts> texts;
  private final BiConsumer<Value, Value> onRejection;
  private final BiConsumer<Value, Value> onLateHandler;
  private final Set<String> muted;

  RealmBridge(
      RealmSettings settings,
      Guest guest,
      Mistakes mistakes,
      Supplier<ErrorTexts> texts,
      BiConsumer<Value, Value> onRejection,
      BiConsumer<Value, Value> onLateHandler,
      Set<String> muted) {
    this.settings = settings;
    this.guest = guest;
    this.mistakes = mistakes;
    scan = new ScriptScan(mistakes);
    fates = new PromiseFates(guest);
    this.texts = texts;
    this.onRejection = onRejection;
    this.onLateHandler = onLateHandler;
    this.muted = muted;
  }

  Map<String, ProxyExecutable> members() {
    return Map.ofEntries(
        operation("kind", arguments -> settings.kind().name().toLowerCase(Locale.ROOT)),
        operation("location", arguments -> locationParts(settings.location())),
        operation("processors", arguments -> Runtime.getRuntime().availableProcessors()),
        operation("linked", arguments -> linked()),
        operation("mute", arguments -> mute(arguments[0].asString())),
        operation(
            "arrayBuffer", arguments -> guest.arrayBuffer(arguments[0].<ByteBuffer>asHostObject())),
        operation("load", arguments -> guest.load(arguments[0].asString())),
        operation(
            "evaluate", arguments -> evaluate(arguments[0].asString(), arguments[1].asString())),
        operation("isOpException", arguments -> isOpException(arguments[0])),
        operation("isError", arguments -> arguments[0].isException()),
        operation("describe", arguments -> describe(arguments[0])),
        operation("reportUncaught", arguments -> reportUncaught(arguments[0])),
        operation("unhandledRejection", arguments -> rejection(arguments[0], arguments[1])),
        operation("handledRejection", arguments -> lateHandler(arguments[0], arguments[1])),
        operation(
            "lifetimeRejected",
            arguments -> lifetimeRejected(arguments[0], arguments[1], arguments[2])),
        operation("promiseFate", arguments -> fates.of(arguments[0], arguments[1].asString())),
        operation("place", arguments -> SourceFrames.of(arguments[0])),
        operation(
            "diagnose",
            arguments -> diagnose(arguments[0].asString(), arguments[1], arguments[2])));
  }

  private static Map.Entry<String, ProxyExecutable> operation(
      String name, ProxyExecutable operation) {
    return Map.entry(name, operation);
  }

  private static ProxyObject locationParts(Url url) {
    String port = url.port() < 0 ? "" : Integer.toString(url.port());
    String hostname = url.host() == null ? "" : url.host();
    return ProxyObject.fromMap(
        Map.of(
            "href", url.href(),
            "origin", url.origin(),
            "protocol", url.scheme() + ":",
            "host", port.isEmpty() ? hostname : hostname + ":" + port,
            "hostname", hostname,
            "port", port,
            "pathname", url.path(),
            "search", prefixed("?", url.query()),
            "hash", prefixed("#", url.fragment())));
  }

  private static String prefixed(String mark, @Nullable String part) {
    return part == null || part.isEmpty() ? "" : mark + part;
  }

  /** Evaluates a classic script within the one that runs; what it throws goes through that one. */
  private @Nullable Object evaluate(String url, String text) {
    scan.look(url, text);
    guest.runClassic(url, text);
    return null;
  }

  private @Nullable Object linked() {
    guest.linked();
    return null;
  }

  private @Nullable Object mute(String url) {
    muted.add(url);
    return null;
  }

  private static boolean isOpException(Value value) {
    return value.isHostObject() && value.asHostObject() instanceof NamedFailure;
  }

  private ProxyArray describe(Value thrown) {
    SourceFrame frame = SourceFrames.of(thrown);
    if (frame != null && muted.contains(frame.url())) {
      return ProxyArray.fromArray(null, "", 0, 0);
    }
    return frame == null
        ? ProxyArray.fromArray(texts.get().of(thrown), "", 0, 0)
        : ProxyArray.fromArray(texts.get().of(thrown), frame.url(), frame.line(), frame.column());
  }

  private @Nullable Object reportUncaught(Value thrown) {
    mistakes.scriptError("exception", texts.get().of(thrown), SourceFrames.of(thrown));
    return null;
  }

  private @Nullable Object rejection(Value promise, Value reason) {
    onRejection.accept(promise, reason);
    return null;
  }

  private @Nullable Object lateHandler(Value promise, Value reason) {
    onLateHandler.accept(promise, reason);
    return null;
  }

  private @Nullable Object lifetimeRejected(Value method, Value type, Value reason) {
    String text = texts.get().of(reason);
    SourceFrame frame = SourceFrames.of(reason);
    mistakes.look(text, frame);
    mistakes.scriptError(
        "unhandled-rejection",
        "A promise that %s of the %s event was given has been rejected: %s"
            .formatted(method.asString(), type.asString(), text),
        frame);
    return null;
  }

  private @Nullable Object diagnose(String name, Value here, Value details) {
    mistakes.tell(name, SourceFrames.of(here), details);
    return null;
  }
}
