package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which names the globals have: those of the platform and of the language, and no others. */
class GlobalNamesTest {
  /** https://tc39.es/ecma262/#sec-global-object and ECMA-402, without SharedArrayBuffer. */
  private static final Set<String> LANGUAGE =
      Set.of(
          ("globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI"
                  + " decodeURIComponent encodeURI encodeURIComponent escape unescape"
                  + " AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean"
                  + " DataView Date Error EvalError FinalizationRegistry Float16Array Float32Array"
                  + " Float64Array Function Int8Array Int16Array Int32Array Iterator Map Number"
                  + " Object Promise Proxy RangeError ReferenceError RegExp Set String Symbol"
                  + " SyntaxError TypeError Uint8Array Uint8ClampedArray Uint16Array Uint32Array"
                  + " URIError WeakMap WeakRef WeakSet Atomics JSON Math Reflect Intl")
              .split(" "));

  /**
   * Of https://wicg.github.io/storage-buckets/ and https://github.com/whatwg/websockets/pull/48,
   * which no standard has taken in yet.
   */
  private static final Set<String> PROPOSED =
      Set.of("StorageBucket", "StorageBucketManager", "WebSocketError", "WebSocketStream");

  private static final Set<String> REASONS = Set.of("later", "in-namespace", "no-display");

  private final ExposureTable table = ExposureTable.read();

  /** The names of a global's own properties, apart from the language's. */
  private static Set<String> ownNames(RealmSettings.Kind kind) {
    try (var realm = new RealmHarness(kind, Map.of())) {
      realm.run("console.log(Reflect.ownKeys(self).map(String).join(' '));");
      var names = new TreeSet<>(List.of(realm.log.getFirst().split(" ")));
      assertThat(names).containsAll(LANGUAGE);
      names.removeAll(LANGUAGE);
      return names;
    }
  }

  private static boolean isInterface(String name) {
    return Character.isUpperCase(name.charAt(0)) || name.equals("console");
  }

  private static Set<String> interfaces(RealmSettings.Kind kind) {
    var names = new TreeSet<>(ownNames(kind));
    names.removeIf(name -> !isInterface(name));
    return names;
  }

  @Test
  void aWorkersGlobalHasTheInterfacesOfTheTableAndNothingOfTheEngine() {
    assertThat(interfaces(RealmSettings.Kind.WORKER)).isEqualTo(table.inWorkers());
  }

  @Test
  void aPagesGlobalHasTheInterfacesOfTheTableAndNothingOfTheEngine() {
    assertThat(interfaces(RealmSettings.Kind.PAGE)).isEqualTo(table.inPages());
  }

  @Test
  void aWorkersGlobalHasItsOwnMembersAndThoseOfWorkersAreOnThePrototype() {
    var members = ownNames(RealmSettings.Kind.WORKER);
    members.removeIf(name -> isInterface(name) || name.startsWith("on"));
    assertThat(members)
        .containsExactlyInAnyOrder(
            "clients", "cookieStore", "registration", "serviceWorker", "skipWaiting");
    try (var worker = new RealmHarness()) {
      worker.run("console.log(Object.keys(WorkerGlobalScope.prototype).sort().join(' '));");
      assertThat(worker.log)
          .containsExactly(
              "atob btoa caches clearInterval clearTimeout crossOriginIsolated crypto fetch"
                  + " importScripts indexedDB isSecureContext location navigator onerror onlanguagechange"
                  + " onoffline ononline onrejectionhandled onunhandledrejection origin performance"
                  + " queueMicrotask reportError self setInterval setTimeout structuredClone");
    }
  }

  @Test
  void eachMissingInterfaceHasAReason() {
    assertThat(table.absent())
        .allSatisfy(
            (name, absence) -> {
              assertThat(absence.reason()).isIn(REASONS);
              assertThat(absence.words()).endsWith(".");
              assertThat(table.inWorkers()).doesNotContain(name);
            });
  }

  @Test
  void aWorkersGlobalHasWhatServiceWorkersAreAllowedOrAReason() throws IOException {
    Set<String> allowed = new TreeSet<>(PROPOSED);
    specifiedInterfaces()
        .forEach(
            (name, row) -> {
              if (row.inServiceWorkers()) {
                allowed.add(name);
              }
            });
    assertThat(table.inWorkers())
        .as("delete from exposure.mjs, for no service worker has it")
        .isSubsetOf(allowed);
    assertThat(table.absent().keySet())
        .as("delete from absent-interfaces.tsv, for no service worker has it")
        .isSubsetOf(allowed);
    var unexplained = new TreeSet<>(allowed);
    unexplained.removeAll(table.inWorkers());
    unexplained.removeAll(table.absent().keySet());
    assertThat(unexplained)
        .as("add to exposure.mjs, or to absent-interfaces.tsv with the reason")
        .isEmpty();
  }

  @Test
  void aPagesGlobalHasNothingThatWindowsAreNotAllowed() throws IOException {
    var notInWindows = new TreeSet<>(table.inPages());
    notInWindows.removeAll(PROPOSED);
    specifiedInterfaces()
        .forEach(
            (name, row) -> {
              if (row.inWindows()) {
                notInWindows.remove(name);
              }
            });
    assertThat(notInWindows).as("no window has it: its realm in exposure.mjs is worker").isEmpty();
  }

  private record Specified(boolean inServiceWorkers, boolean inWindows) {}

  /** The interfaces of the specifications, from a file beside the project; skips without it. */
  private static Map<String, Specified> specifiedInterfaces() throws IOException {
    String folder = System.getenv("BELLHOP_SHARED");
    Path shared = folder != null ? Path.of(folder) : Path.of("..", "..", "shared");
    Path file = shared.resolve("reference").resolve("exposed-in-serviceworker.tsv");
    assumeTrue(
        Files.exists(file),
        () -> "there is no " + file + "; BELLHOP_SHARED names the folder that has reference/");
    var interfaces = new TreeMap<String, Specified>();
    try (var lines = Files.lines(file)) {
      lines
          .skip(1)
          .map(line -> line.split("\t", -1))
          .forEach(
              cells -> {
                List<String> exposed = List.of(cells[3].split("\\|"));
                boolean inWindows = exposed.contains("*") || exposed.contains("Window");
                interfaces.put(cells[1], new Specified(cells[2].equals("yes"), inWindows));
              });
    }
    return interfaces;
  }
}
