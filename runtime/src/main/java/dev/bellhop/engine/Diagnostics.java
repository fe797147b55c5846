package dev.bellhop.engine;

import dev.bellhop.SourceFrame;
import dev.bellhop.TraceEvent;
import org.jspecify.annotations.Nullable;

/** The mistakes that the shims name: legal code that cannot be meant. */
final class Diagnostics {
  private Diagnostics() {}

  static TraceEvent.Diagnostic named(String code, @Nullable SourceFrame frame) {
    return switch (code) {
      case "waituntil-function" ->
          new TraceEvent.Diagnostic(
              code,
              "waitUntil() was given a function, which nobody calls: it waits for promises, so the"
                  + " function's body never runs and nothing in it is stored.",
              "Call it: put () after the function expression, as in event.waitUntil((async () => {"
                  + " ... })()).",
              "https://w3c.github.io/ServiceWorker/#dom-extendableevent-waituntil",
              frame);
      case "late-listener" ->
          new TraceEvent.Diagnostic(
              code,
              "a listener was added after the worker's script had been evaluated: the worker is not"
                  + " started for events that nothing listened to by then.",
              "Add listeners at the top level of the script, not in callbacks or after an await.",
              "https://w3c.github.io/ServiceWorker/#run-service-worker-algorithm",
              frame);
      case "no-indexeddb" ->
          new TraceEvent.Diagnostic(
              code,
              "IndexedDB was used, and there is none yet: it fails with a NotSupportedError.",
              "Keep what must last in Cache Storage, as in caches.open(\"data\").then((cache) =>"
                  + " cache.put(url, new Response(text))).",
              "https://w3c.github.io/IndexedDB/#factory-interface",
              frame);
      case "no-shared-memory" ->
          new TraceEvent.Diagnostic(
              code,
              "a shared WebAssembly.Memory was grown or imported: here it only holds a"
                  + " SharedArrayBuffer, which no code of WebAssembly can use.",
              "Leave out shared: true; a worker has no other thread to share it with.",
              "https://webassembly.github.io/threads/js-api/#memories",
              frame);
      default -> throw new IllegalArgumentException("No diagnostic is called " + code);
    };
  }
}
