package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bellhop.BellhopException;
import dev.bellhop.TraceEvent;
import dev.bellhop.ops.EncodingOps;
import dev.bellhop.ops.SharedMemory;
import dev.bellhop.ops.TaskOps;
import dev.bellhop.ops.WasmOps;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebAssembly in a realm: what web-platform-tests do not show, and one call of each kind. */
class WebAssemblyTest {
  /** Makes a module of its sections, each a number and its bytes. */
  private static final String MODULES =
      """
      const module = (...sections) => new WebAssembly.Module(new Uint8Array(
        [0, 97, 115, 109, 1, 0, 0, 0, ...sections.flatMap(([id, ...b]) => [id, b.length, ...b])]));
      const exported = (code, result = []) => new WebAssembly.Instance(module(
        [1, 1, 0x60, 0, result.length, ...result], [3, 1, 0], [5, 1, 0, 1],
        [7, 2, 1, 102, 0, 0, 1, 109, 2, 0], [10, 1, code.length + 2, 0, ...code, 0x0b])).exports;
      const LOOP = [0x03, 0x40, 0x0c, 0, 0x0b];
      const log = (f) => {
        try {
          console.log(f());
        } catch (error) {
          console.log(`${error}`);
        }
      };
      """;

  private static final long ROOM = 8 << 20;

  private final Map<String, Object> ops = new HashMap<>();
  private final RealmHarness realm =
      new RealmHarness(
          opened -> {
            ops.put("encoding", new EncodingOps());
            ops.put("tasks", new TaskOps(opened));
            ops.put("wasm", new WasmOps(new SharedMemory(ROOM)));
            return ops;
          },
          Duration.ofSeconds(30));

  @AfterEach
  void close() {
    realm.close();
  }

  private void run(String script) {
    realm.run(MODULES + script);
    assertThat(realm.errors).isEmpty();
  }

  @Test
  void takesWhatBrowsersTakeBesidesTheFirstEdition() {
    run(
        """
        const twoMemories = module([5, 2, 0, 1, 0, 1]);
        const sum = module([6, 1, 0x7f, 0, 0x41, 1, 0x41, 2, 0x6a, 0x0b], [7, 1, 1, 103, 3, 0]);
        log(() => new WebAssembly.Instance(sum).exports.g.value);
        const zeros = [0xfd, 0x0c, ...new Array(16).fill(0)];
        const relaxed = [...zeros, ...zeros, 0xfd, 0x80, 2, 0x0b];
        module([1, 1, 0x60, 0, 1, 0x7b], [3, 1, 0], [10, 1, relaxed.length + 1, 0, ...relaxed]);
        """);
    assertThat(realm.log).containsExactly("3");
  }

  @Test
  void valuesOfEveryTypeGoBothWays() {
    run(
        """
        const types = [0x7f, 0x7e, 0x7d, 0x7c, 0x6f, 0x70];
        const passing = module([1, 1, 0x60, 6, ...types, 6, ...types],
            [2, 1, 1, 109, 1, 102, 0, 0], [7, 1, 1, 102, 0, 0]);
        const seen = [];
        const f = (...values) => { seen.push(...values); return values; };
        const { exports } = new WebAssembly.Instance(passing, { m: { f } });
        const object = {};
        const given = exports.f(2 ** 31, 2n ** 63n, 0.1, -0, object, exports.f);
        log(() => seen.concat(given).map((v) => typeof v).join());
        log(() => [given[0], given[1], given[2], Object.is(given[3], -0)].join());
        log(() => given[4] === object && given[5] === exports.f && exports.f !== f);
        log(() => exports.f(1, 2, 3, 4));
        log(() => exports.f(1, 2n, 3, 4, null, f));
        """);
    String types = "number,bigint,number,number,object,function";
    assertThat(realm.log)
        .containsExactly(
            types + "," + types,
            "-2147483648,-9223372036854775808,0.10000000149011612,true",
            "true",
            "TypeError: Cannot convert 2 to a BigInt.",
            "TypeError: A reference to a function must be null or a function of WebAssembly.");
  }

  @Test
  void whatAScriptThrowsGoesThroughAndATrapIsARuntimeError() {
    run(
        """
        const calling = module([1, 1, 0x60, 0, 0], [2, 1, 1, 109, 1, 102, 0, 0], [7, 1, 1, 102, 0, 0]);
        const thrown = [{}, undefined, new WebAssembly.RuntimeError("own")];
        for (const value of thrown) {
          const f = () => { throw value; };
          try {
            new WebAssembly.Instance(calling, { m: { f } }).exports.f();
          } catch (error) {
            log(() => error === value);
          }
        }
        log(() => exported([0x00]).f());
        log(() => exported([0x10, 0]).f());
        log(() => module([99]));
        log(() => new WebAssembly.Instance(calling, { m: { f: 1 } }));
        """);
    assertThat(realm.log)
        .containsExactly(
            "true",
            "true",
            "true",
            "RuntimeError: unreachable",
            "RangeError: The stack of calls has no room left.",
            "CompileError: invalid section ID: 99",
            "LinkError: The import \"f\" of \"m\" must be a function.");
  }

  @Test
  void aBufferIsDetachedWhenItsMemoryGrowsFromWithin() {
    run(
        """
        const { f, m } = exported([0x41, 2, 0x40, 0], [0x7f]);
        const before = m.buffer;
        const view = new Uint8Array(before);
        view[9] = 7;
        log(() => f());
        log(() => [before.detached, view.length, m.buffer.byteLength / 65536]);
        log(() => new Uint8Array(m.buffer)[9]);
        log(() => m.buffer.transfer());
        log(() => structuredClone(m.buffer, { transfer: [m.buffer] }));
        """);
    assertThat(realm.log)
        .containsExactly(
            "1",
            "[true, 0, 3]",
            "7",
            "TypeError: Cannot transfer an interop ArrayBuffer",
            "TypeError: Cannot transfer an interop ArrayBuffer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exported(LOOP).f();", "Promise.resolve().then(exported(LOOP).f);"})
  void anEndlessLoopIsStopped(String script) {
    var looping = new CompletableFuture<Void>();
    realm.onConsole(() -> looping.complete(null));
    var run = realm.realm.runScript(RealmHarness.SCRIPT, MODULES + "console.log('on');" + script);
    RealmHarness.await(looping);
    realm.clock.advance(Duration.ofSeconds(30));
    var thrown =
        catchThrowableOfType(ExecutionException.class, () -> run.get(20, TimeUnit.SECONDS));
    assertThat((BellhopException) thrown.getCause())
        .hasMessageContaining("ran for 30 s without returning");
    assertThat(realm.realm.isClosed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new WebAssembly.Memory({ initial: 65537 }) | RangeError: There can be at most 65536 pages.",
        "new WebAssembly.Memory({ initial: 65536 }) | RangeError: Min memory size exceeds implementation limit",
        "new WebAssembly.Table({ element: 'anyfunc', initial: 1e8 }) | RangeError: There can be at most 10000000 elements.",
        "new WebAssembly.Memory({ initial: 1, maximum: 2 }).grow(2) | RangeError: Cannot grow memory above max limit",
      })
  void thereAreLimits(String script, String expected) {
    run("log(() => " + script + ");");
    assertThat(realm.log).containsExactly(expected);
  }

  @Test
  void aSharedMemoryHoldsBytesThatNoCodeReaches() {
    run(
        """
        const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
        const { buffer } = memory;
        log(() => [Object.prototype.toString.call(buffer), buffer.byteLength, Object.isFrozen(buffer)]);
        log(() => typeof SharedArrayBuffer);
        log(() => new TextDecoder().decode(new Uint8Array(buffer, 0, 2)).length);
        log(() => structuredClone(buffer));
        log(() => structuredClone(new DataView(buffer)));
        log(() => new Blob([new Uint8Array(buffer)]));
        log(() => Atomics.wait(new Int32Array(buffer), 0, 0, 10));
        log(() => memory.grow(1));
        const importing = module([2, 1, 1, 109, 1, 102, 2, 0, 1]);
        log(() => new WebAssembly.Instance(importing, { m: { f: memory } }));
        """);
    assertThat(realm.log)
        .containsExactly(
            "[\"[object SharedArrayBuffer]\", 65536, true]",
            "undefined",
            "2",
            "DataCloneError: SharedArrayBuffer {} cannot be cloned.",
            "DataCloneError: DataView {} cannot be cloned.",
            "TypeError: The bytes must not be in a SharedArrayBuffer.",
            "TypeError: Unsupported operation",
            "RangeError: A memory that is shared cannot grow here.",
            "LinkError: The import \"f\" of \"m\" must be a memory that is not shared: code cannot use a"
                + " shared one here.");
    assertThat(realm.diagnostics)
        .extracting(TraceEvent.Diagnostic::name)
        .containsOnly("no-shared-memory");
  }

  @Test
  void sharedBytesHaveALimitHoweverTheyAreMade() {
    run(
        """
        const Shared = new WebAssembly.Memory({ initial: 0, maximum: 0, shared: true }).buffer.constructor;
        const MEGABYTE = 2 ** 20;
        const seed = new Shared(MEGABYTE);
        const left = (make) => {
          const kept = [];
          try {
            for (;;) kept.push(make());
          } catch (error) {
            return `${kept.length} ${error}`;
          }
        };
        log(() => left(() => new Shared(MEGABYTE, { maxByteLength: 3 * MEGABYTE })));
        log(() => left(() => new WebAssembly.Memory({ initial: 16, maximum: 16, shared: true })));
        log(() => left(() => seed.slice(0)));
        delete Shared.prototype.constructor;
        log(() => left(() => seed.slice(0)));
        """);
    assertThat(realm.log)
        .containsExactly("2" + full(3), "1" + full(1), "0" + full(1), "0" + full(1));
  }

  private static String full(int megabytes) {
    return " RangeError: There is no room for %d bytes of shared memory; all realms together have %d."
        .formatted(megabytes << 20, ROOM);
  }

  @Test
  void aModuleIsClonedWithinItsRealmOnly() {
    run(
        """
        const original = module();
        log(() => structuredClone({ original }).original !== original);
        log(() => WebAssembly.Module.exports(structuredClone(original)).length);
        """);
    assertThat(realm.log).containsExactly("true", "0");
  }
}
