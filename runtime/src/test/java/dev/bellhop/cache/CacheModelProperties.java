package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.fetch.FetchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Sequences of operations on a cache beside a plain list that follows the specification. */
class CacheModelProperties {
  /** Which request it is: URL and the header that responses may vary by. */
  record Asked(String path, String search, String accept) {
    FetchRequest request() {
      return Caching.request(path + search + "#fragment", "Accept", accept);
    }
  }

  /** How strictly it is looked for. */
  record Options(boolean ignoreSearch, boolean ignoreVary) {}

  sealed interface Step {
    record Put(Asked asked, boolean varies, int size) implements Step {}

    record Delete(Asked asked, Options options) implements Step {}

    record Match(Asked asked, Options options) implements Step {}

    /** The process ends in good order, and another one begins. */
    record Reopen() implements Step {}

    /** The process ends as it is: another one finds the files as they are now. */
    record Crash() implements Step {}
  }

  private record Entry(Asked asked, boolean varies, String body) {
    boolean matches(Asked query, Options options) {
      return asked.path().equals(query.path())
          && (options.ignoreSearch() || asked.search().equals(query.search()))
          && (options.ignoreVary() || !varies || asked.accept().equals(query.accept()));
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<Asked> asked =
        Combinators.combine(
                Arbitraries.of("/", "/a", "/a/b"),
                Arbitraries.of("", "?", "?x=1"),
                Arbitraries.of("text", "image"))
            .as(Asked::new);
    Arbitrary<Options> options = Combinators.combine(flag, flag).as(Options::new);
    Arbitrary<Step> put =
        Combinators.combine(asked, flag, Arbitraries.of(0, 10, 40_000)).as(Step.Put::new);
    Arbitrary<Step> delete = Combinators.combine(asked, options).as(Step.Delete::new);
    Arbitrary<Step> match = Combinators.combine(asked, options).as(Step.Match::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, put),
            Tuple.of(2, delete),
            Tuple.of(4, match),
            Tuple.of(1, Arbitraries.just(new Step.Reopen())),
            Tuple.of(1, Arbitraries.just(new Step.Crash())))
        .list()
        .ofMaxSize(25);
  }

  @Property(tries = 25)
  void aCacheIsWhatTheSpecificationSays(@ForAll("steps") List<Step> steps) throws Exception {
    Path parent = Files.createTempDirectory("bellhop-model");
    try (var run = new Run(parent)) {
      for (Step step : steps) {
        run.take(step);
      }
      run.compare();
    } finally {
      try (var paths = Files.walk(parent)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** A store and the list that stands for it. */
  private static final class Run implements AutoCloseable {
    private final Path parent;
    private final List<Entry> model = new ArrayList<>();
    private int stores;
    private int bodies;
    private Path folder;
    private Caching caching;
    private Cache cache;

    Run(Path parent) throws Exception {
      this.parent = parent;
      this.folder = nextFolder();
      this.caching = new Caching(folder);
      this.cache = get(caching.caches.open("c"));
    }

    private Path nextFolder() {
      return parent.resolve("store" + stores++);
    }

    void take(Step step) throws Exception {
      switch (step) {
        case Step.Put put -> put(put);
        case Step.Delete(Asked asked, Options options) -> {
          boolean some = model.removeIf(entry -> entry.matches(asked, options));
          assertThat(get(cache.delete(query(asked, options)))).isEqualTo(some);
        }
        case Step.Match(Asked asked, Options options) -> match(asked, options);
        case Step.Reopen() -> {
          caching.close();
          open(folder);
        }
        case Step.Crash() -> {
          Path copy = nextFolder();
          Caching.copy(folder, copy);
          caching.close();
          open(copy);
        }
      }
    }

    private void put(Step.Put put) throws Exception {
      // Some bodies are equal, so that they are shared.
      String body = Integer.toString(bodies++ % 3).repeat(put.size());
      Asked asked = put.asked();
      model.removeIf(entry -> entry.matches(asked, new Options(false, false)));
      model.add(new Entry(asked, put.varies(), body));
      get(
          cache.put(
              asked.request(), put.varies() ? response(body, "Vary", "accept") : response(body)));
    }

    private void match(Asked asked, Options options) throws Exception {
      @Nullable String expected =
          model.stream()
              .filter(entry -> entry.matches(asked, options))
              .map(Entry::body)
              .findFirst()
              .orElse(null);
      assertThat(Caching.text(get(cache.match(query(asked, options))))).isEqualTo(expected);
      assertThat(Caching.text(get(caching.caches.match(query(asked, options)))))
          .isEqualTo(expected);
    }

    private static CacheQuery query(Asked asked, Options options) {
      return new CacheQuery(asked.request(), options.ignoreSearch(), options.ignoreVary());
    }

    private void open(Path next) throws Exception {
      folder = next;
      caching = new Caching(folder);
      cache = get(caching.caches.open("c"));
      compare();
    }

    void compare() throws Exception {
      List<String> expected = new ArrayList<>();
      for (Entry entry : model) {
        expected.add(request(entry.asked().path() + entry.asked().search()).url().href());
      }
      assertThat(get(cache.keys(CacheQuery.all())).stream().map(found -> href(found)).toList())
          .isEqualTo(expected);
      List<String> texts = new ArrayList<>();
      for (var found : get(cache.matchAll(CacheQuery.all()))) {
        texts.add(Caching.text(found));
      }
      assertThat(texts).isEqualTo(model.stream().map(Entry::body).toList());
    }

    private static String href(FetchRequest request) {
      return request.url().withoutFragment().href();
    }

    @Override
    public void close() throws IOException {
      caching.close();
    }
  }
}
