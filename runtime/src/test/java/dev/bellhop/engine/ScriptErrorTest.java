package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.BellhopException;
import dev.bellhop.SourceFrame;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptErrorTest {
  private final RealmHarness worker = new RealmHarness();

  @AfterEach
  void close() {
    worker.close();
  }

  private BellhopException failure(String script) {
    var failed = worker.realm.runScript(RealmHarness.SCRIPT, script);
    return (BellhopException)
        Objects.requireNonNull(
            assertThatThrownBy(() -> RealmHarness.await(failed))
                .isInstanceOf(CompletionException.class)
                .actual()
                .getCause());
  }

  @Test
  void aSyntaxErrorHasItsLine() {
    BellhopException error = failure("let a = 1;\n\n  let b = ;\n");
    assertThat(error.kind()).isEqualTo(BellhopException.Kind.SYNTAX);
    assertThat(error).hasMessage("SyntaxError: Expected an operand but found ;");
    assertThat(error.frame()).isEqualTo(new SourceFrame(RealmHarness.SCRIPT, 3, 11, "  let b = ;"));
    assertThat(worker.errors).extracting(RealmHarness.ScriptError::kind).containsExactly("syntax");
  }

  @Test
  void aScriptThatThrowsFailsWithTheFirstFrameOfItsOwn() {
    BellhopException error = failure("function f() {\n  new URL2();\n}\nf();\n");
    assertThat(error.kind()).isEqualTo(BellhopException.Kind.SCRIPT);
    assertThat(error).hasMessage("ReferenceError: URL2 is not defined");
    assertThat(error.frame())
        .isEqualTo(new SourceFrame(RealmHarness.SCRIPT, 2, 7, "  new URL2();"));
  }

  @Test
  void anErrorOfAShimIsShownAtTheCallInTheScript() {
    BellhopException error = failure("const x = 1;\n  new AbortSignal();\n");
    assertThat(error).hasMessageContaining("AbortSignal");
    assertThat(error.frame())
        .isEqualTo(new SourceFrame(RealmHarness.SCRIPT, 2, 3, "  new AbortSignal();"));
  }

  @Test
  void aDOMExceptionIsNamed() {
    assertThat(failure("throw new DOMException('gone', 'AbortError')"))
        .hasMessage("AbortError: gone");
  }

  @Test
  void whatIsThrownNeedNotBeAnError() {
    assertThat(failure("throw 'words'")).hasMessage("words");
    assertThat(failure("throw {a: 1}").getMessage()).contains("a: 1");
  }

  @Test
  void aRejectionThatNobodyHandlesIsReported() {
    worker.run(
        """
        addEventListener("unhandledrejection", (event) => {
          console.log(event.reason.message, event.promise instanceof Promise, event.isTrusted);
          if (event.reason.message === "mine") event.preventDefault();
        });
        async function f() {
          throw new TypeError("not mine");
        }
        f();
        Promise.reject(new Error("mine"));
        Promise.reject(new Error("handled in time")).catch(() => {});
        """);
    assertThat(worker.log).containsExactly("not mine true true", "mine true true");
    assertThat(worker.errors)
        .containsExactly(
            new RealmHarness.ScriptError(
                "unhandled-rejection",
                "TypeError: not mine",
                new SourceFrame(
                    RealmHarness.SCRIPT, 6, 9, "  throw new TypeError(\"not mine\");")));
  }

  @Test
  void aHandlerThatComesLaterIsToldOnce() {
    worker.run(
        """
        onrejectionhandled = (event) => {
          console.log(event.type, event.reason, event.promise === kept[event.reason], event.cancelable);
        };
        const kept = {};
        for (const name of ["then", "await", "all", "never"]) {
          kept[name] = Promise.reject(name);
        }
        kept.early = Promise.reject("early");
        kept.listener = Promise.reject("listener");
        addEventListener("unhandledrejection", ({ reason, promise }) => {
          console.log(reason, "is unhandled", promise);
          if (reason === "listener") {
            promise.catch(() => {});
          }
        });
        kept.early.catch(() => {});
        setTimeout(async () => {
          console.log(kept.then, kept.then instanceof Promise);
          kept.then.then(() => {}, () => {});
          kept.then.catch(() => {});
          kept.listener.catch(() => {});
          await Promise.all([kept.all]).catch(() => {});
          try {
            await kept.await;
          } catch (reason) {
            console.log("caught", reason, kept.await.constructor === Promise);
          }
        }, 1);
        """);
    worker.advance(2);
    assertThat(worker.log)
        .filteredOn(line -> !line.contains("is unhandled"))
        .containsExactlyInAnyOrder(
            "Promise {} true",
            "caught await true",
            "rejectionhandled then true false",
            "rejectionhandled all true false",
            "rejectionhandled await true false");
    assertThat(worker.log)
        .filteredOn(line -> line.contains("is unhandled"))
        .hasSize(5)
        .noneMatch(line -> line.startsWith("early"));
  }

  @Test
  void aRunawayRecursionIsARangeError() {
    worker.run(
        """
        const deep = () => deep();
        const deeper = () => { queueMicrotask(() => {}); structuredClone(1); deeper(); };
        for (const f of [deep, deeper]) {
          try { f(); } catch (error) { console.log(error instanceof RangeError); }
        }
        """);
    assertThat(worker.log).containsExactly("true", "true");
  }

  @Test
  void stacksShowNoPathsOfThisMachine() {
    worker.run(
        """
        console.log(new Error("x").stack);
        try { new ServiceWorkerGlobalScope(); } catch (error) { console.log(error.stack); }
        try { atob("?"); } catch (error) { console.log(error.stack); }
        """);
    assertThat(String.join("\n", worker.log)).doesNotContain(".jar", "/work", "target/classes");
    assertThat(worker.log.getFirst()).contains("https://app.example/sw.js:1");
  }

  @Test
  void whatIsReportedWithoutAPlaceOfItsOwnComesFromTheCaller() {
    worker.run(
        """
        addEventListener("error", ({ message, filename, lineno, colno, error }) =>
            console.log(message, filename, lineno, colno > 0, error));
        reportError(1);
        reportError(undefined);
        """);
    assertThat(worker.log)
        .containsExactly(
            "Uncaught 1 " + RealmHarness.SCRIPT + " 3 true 1",
            "Uncaught undefined " + RealmHarness.SCRIPT + " 4 true undefined");
  }
}
