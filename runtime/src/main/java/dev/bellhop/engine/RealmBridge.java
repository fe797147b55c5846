package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import dev.bellhop.url.Url;
import java.util.Locale;
import java.util.Map;
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
  private final Supplier<ErrorTexts> texts;
  private final BiConsumer<Value, Value> onRejection;

  RealmBridge(
      RealmSettings settings,
      Guest guest,
      Supplier<ErrorTexts> texts,
      BiConsumer<Value, Value> onRejection) {
    this.settings = settings;
    this.guest = guest;
    this.texts = texts;
    this.onRejection = onRejection;
  }

  ProxyObject members() {
    return ProxyObject.fromMap(
        Map.of(
            "kind",
            operation(arguments -> settings.kind().name().toLowerCase(Locale.ROOT)),
            "location",
            operation(arguments -> locationParts(settings.location())),
            "load",
            operation(arguments -> guest.load(arguments[0].asString())),
            "isOpException",
            operation(arguments -> isOpException(arguments[0])),
            "isError",
            operation(arguments -> arguments[0].isException()),
            "describe",
            operation(arguments -> describe(arguments[0])),
            "reportUncaught",
            operation(arguments -> reportUncaught(arguments[0])),
            "unhandledRejection",
            operation(arguments -> rejection(arguments[0], arguments[1])),
            "lifetimeRejected",
            operation(arguments -> lifetimeRejected(arguments[0], arguments[1], arguments[2])),
            "diagnose",
            operation(arguments -> diagnose(arguments[0].asString(), arguments[1]))));
  }

  private static ProxyExecutable operation(ProxyExecutable operation) {
    return operation;
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

  private static boolean isOpException(Value value) {
    return value.isHostObject() && value.asHostObject() instanceof NamedFailure;
  }

  private ProxyArray describe(Value thrown) {
    SourceFrame frame = SourceFrames.of(thrown);
    return frame == null
        ? ProxyArray.fromArray(texts.get().of(thrown), "", 0, 0)
        : ProxyArray.fromArray(texts.get().of(thrown), frame.url(), frame.line(), frame.column());
  }

  private @Nullable Object reportUncaught(Value thrown) {
    settings.listener().scriptError("exception", texts.get().of(thrown), SourceFrames.of(thrown));
    return null;
  }

  private @Nullable Object rejection(Value promise, Value reason) {
    onRejection.accept(promise, reason);
    return null;
  }

  private @Nullable Object lifetimeRejected(Value method, Value type, Value reason) {
    settings
        .listener()
        .scriptError(
            "unhandled-rejection",
            "A promise that %s of the %s event was given has been rejected: %s"
                .formatted(method.asString(), type.asString(), texts.get().of(reason)),
            SourceFrames.of(reason));
    return null;
  }

  private @Nullable Object diagnose(String code, Value here) {
    TraceEvent.Diagnostic diagnostic = Diagnostics.named(code, SourceFrames.of(here));
    settings.listener().diagnostic(diagnostic);
    return null;
  }
}
