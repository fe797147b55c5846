package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.Explanation;
import dev.bellhop.TraceEvent;
import dev.bellhop.engine.Realm;
import dev.bellhop.html.HtmlPage;
import dev.bellhop.html.ScriptElement;
import dev.bellhop.html.ScriptElement.Timing;
import dev.bellhop.html.ScriptElement.Type;
import dev.bellhop.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Runs the scripts of an HTML page in its realm. A script that cannot be fetched or fails does not
 * keep the next ones from running.
 *
 * @see <a href="https://html.spec.whatwg.org/#the-end">HTML: the end, steps 5 to 8</a>
 */
final class PageScripts {
  private final Realm realm;
  private final PageFiles files;
  private final Url url;
  private final Consumer<TraceEvent> trace;

  /**
   * For one page.
   *
   * @param files fetches as the page does
   * @param url the page's
   * @param trace is told of scripts that are not run
   */
  PageScripts(Realm realm, PageFiles files, Url url, Consumer<TraceEvent> trace) {
    this.realm = realm;
    this.files = files;
    this.url = url;
    this.trace = trace;
  }

  /** A script whose text is on its way. */
  private record Coming(ScriptElement element, String name, CompletableFuture<String> text) {}

  /** What is to be waited for, step by step. */
  record Progress(CompletableFuture<Void> parsed, CompletableFuture<Void> loaded) {}

  /** Begins to fetch all, and runs each when it is its turn. */
  Progress run(HtmlPage page) {
    Url base = page.base() == null ? url : Url.parse(page.base(), url);
    List<Coming> scripts = new ArrayList<>();
    for (ScriptElement element : page.scripts()) {
      if (element.type() == Type.MODULE) {
        skipped("module scripts are run in workers only, and this is a page", element);
      } else {
        scripts.add(coming(element, base == null ? url : base));
      }
    }
    CompletableFuture<Void> parsed =
        inOrder(scripts, Timing.PARSING, CompletableFuture.completedFuture(null));
    CompletableFuture<Void> deferred = inOrder(scripts, Timing.DEFERRED, parsed);
    List<CompletableFuture<Void>> all = new ArrayList<>(List.of(deferred));
    for (Coming script : scripts) {
      if (script.element().timing() == Timing.ASYNC) {
        all.add(run(script));
      }
    }
    return new Progress(
        deferred, CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)));
  }

  private CompletableFuture<Void> inOrder(
      List<Coming> scripts, Timing timing, CompletableFuture<Void> before) {
    CompletableFuture<Void> done = before;
    for (Coming script : scripts) {
      if (script.element().timing() == timing) {
        done = done.thenCompose(previous -> run(script));
      }
    }
    return done;
  }

  private Coming coming(ScriptElement element, Url base) {
    String source = element.source();
    if (source == null) {
      // As many lines before it as in the file, so that errors name the file's lines.
      String text = "\n".repeat(Math.max(0, element.line() - 1)) + element.text();
      return new Coming(element, url.href(), CompletableFuture.completedFuture(text));
    }
    Url script = Url.parse(source, base);
    if (script == null) {
      return new Coming(
          element,
          source,
          CompletableFuture.failedFuture(
              new BellhopException(
                  BellhopException.Kind.INPUT, "the script's src '" + source + "' is no URL")));
    }
    return new Coming(
        element,
        script.href(),
        files.script(script, element, url).thenApply(PageFiles.Arrived::text));
  }

  private CompletableFuture<Void> run(Coming script) {
    return script
        .text()
        .handle(
            (text, failure) -> {
              if (failure == null) {
                return realm.runScript(script.name(), text).exceptionallyCompose(this::reported);
              }
              Throwable cause = failure.getCause() == null ? failure : failure.getCause();
              skipped(String.valueOf(cause.getMessage()), script.element());
              return CompletableFuture.<Void>completedFuture(null);
            })
        .thenCompose(ran -> ran);
  }

  /** What a script threw was reported when it did. */
  private CompletableFuture<Void> reported(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof BellhopException
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(cause);
  }

  private void skipped(String why, ScriptElement element) {
    String which =
        element.source() == null
            ? "the script in line " + element.line()
            : "the script " + element.source();
    trace.accept(
        Explanation.diagnostic(
            "script-skipped", null, Map.of("script", which, "page", url.href(), "why", why)));
  }
}
