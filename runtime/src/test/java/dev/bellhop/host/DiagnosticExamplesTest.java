package dev.bellhop.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.BackgroundFetch;
import dev.bellhop.BackgroundFetchOptions;
import dev.bellhop.Bellhop;
import dev.bellhop.Explanation;
import dev.bellhop.Explanation.Example;
import dev.bellhop.Explanation.Form;
import dev.bellhop.Registration;
import dev.bellhop.Site;
import dev.bellhop.SiteOptions;
import dev.bellhop.SiteRequest;
import dev.bellhop.SiteResponse;
import dev.bellhop.TraceEvent;
import dev.bellhop.WorkerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of the explanations, run as sites: the mistake is named at its place, and the right
 * form runs without a word.
 */
final class DiagnosticExamplesTest {
  private static final Pattern LISTENED =
      Pattern.compile("addEventListener\\(\\s*\"(\\w+)\"|\\bon(\\w+) = ");

  /** Files that examples may count on. */
  private static final Map<String, String> FILES =
      Map.of("film.txt", "Low tide", "app.css", "p { color: green }", "data.json", "{}");

  @TempDir static Path temp;
  private static final List<TraceEvent> TRACE = new ArrayList<>();
  private static Bellhop host;

  @BeforeAll
  static void open() {
    host =
        Bellhop.builder()
            .dataFolder(temp.resolve("data"))
            .onTrace(
                entry -> {
                  synchronized (TRACE) {
                    TRACE.add(entry.event());
                    TRACE.notifyAll();
                  }
                })
            .open();
  }

  @AfterAll
  static void close() {
    host.close();
  }

  static Stream<String> codes() {
    return Explanation.all().stream()
        .filter(known -> !known.examples().isEmpty())
        .map(Explanation::code);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theMistakeIsNamedAtItsPlace(String code) throws IOException {
    Explanation known = Explanation.find(code).orElseThrow();
    String origin = run(known, Form.WRONG);
    List<String> expected =
        known.examples().stream()
            .filter(example -> example.line() > 0)
            .map(
                example ->
                    "%s %s/%s:%d:%d"
                        .formatted(code, origin, example.file(), example.line(), example.column()))
            .toList();
    awaitDiagnostic(origin);
    assertThat(told(origin)).as("in %s", TRACE).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theRightFormRunsWithoutAWord(String code) throws IOException {
    String origin = run(Explanation.find(code).orElseThrow(), Form.RIGHT);
    assertThat(told(origin)).isEmpty();
    assertThat(TRACE)
        .noneMatch(TraceEvent.ScriptError.class::isInstance)
        .noneMatch(TraceEvent.FetchFailed.class::isInstance);
  }

  private static List<String> told(String origin) {
    synchronized (TRACE) {
      return TRACE.stream()
          .filter(TraceEvent.Diagnostic.class::isInstance)
          .map(event -> place((TraceEvent.Diagnostic) event))
          .filter(place -> place.contains(origin) || !place.contains("https:"))
          .toList();
    }
  }

  /** A worker's timers may run on when its site is idle. */
  private static void awaitDiagnostic(String origin) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    synchronized (TRACE) {
      while (told(origin).isEmpty() && System.nanoTime() < end) {
        try {
          TRACE.wait(100);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private static String place(TraceEvent.Diagnostic told) {
    return told.frame() == null
        ? told.code()
        : "%s %s:%d:%d"
            .formatted(told.code(), told.frame().url(), told.frame().line(), told.frame().column());
  }

  /** Writes a site with one form of the examples, and lets happen what it listens to. */
  private static String run(Explanation known, Form form) throws IOException {
    String name = (known.code() + "-" + form).toLowerCase(Locale.ROOT);
    Path folder = Files.createDirectory(temp.resolve(name));
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    String worker = "";
    String page = null;
    for (Example example : known.examples()) {
      if (example.form() == form || example.form() == Form.BOTH) {
        Path file = folder.resolve(example.file());
        Files.createDirectories(file.getParent());
        Files.writeString(file, example.code());
        worker = example.file().equals("sw.js") ? example.code() : worker;
        page = example.file().endsWith("page.js") ? example.file() : page;
      }
    }
    if (worker.isEmpty()) {
      Files.writeString(folder.resolve("sw.js"), "// Nothing to do.");
    }
    synchronized (TRACE) {
      TRACE.clear();
    }
    Site site = host.site(SiteOptions.folder(folder).withOrigin("https://" + name + ".example"));
    CompletableFuture<Registration> registered = site.register();
    settled(registered);
    if (page != null) {
      settled(site.openPage(page));
      settled(site.idle());
    }
    if (!registered.isCompletedExceptionally()) {
      LISTENED
          .matcher(worker)
          .results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .distinct()
          .forEach(type -> settled(happen(type, site, registered.join())));
    }
    settled(site.idle());
    return site.origin();
  }

  private static CompletableFuture<?> happen(String type, Site site, Registration registration) {
    return switch (type) {
      case "fetch" ->
          site.fetch(SiteRequest.subresource("/data.json")).thenAccept(SiteResponse::close);
      case "push" ->
          registration.dispatch(
              new WorkerEvent.Push("{\"title\":\"News\"}".getBytes(StandardCharsets.UTF_8)));
      // The worker is started anew between the two.
      case "sync" ->
          registration
              .dispatch(new WorkerEvent.Sync("outbox", true))
              .thenCompose(handled -> registration.terminate())
              .thenCompose(ended -> registration.dispatch(new WorkerEvent.Sync("outbox", true)));
      case "message" -> registration.dispatch(new WorkerEvent.Message("{}"));
      case "backgroundfetchsuccess", "backgroundfetchfail" ->
          registration
              .backgroundFetch()
              .fetch("film", List.of("/film.txt"), BackgroundFetchOptions.titled("Film"))
              .thenCompose(BackgroundFetch::handled);
      default -> CompletableFuture.completedFuture(null);
    };
  }

  /** Waits for its end, whatever that is: what goes wrong is in the trace. */
  private static void settled(CompletableFuture<?> future) {
    assertThat(future.handle((value, failure) -> "ended").orTimeout(20, TimeUnit.SECONDS).join())
        .isEqualTo("ended");
  }
}
