package dev.bellhop.cache;

import static dev.bellhop.cache.Caching.get;
import static dev.bellhop.cache.Caching.request;
import static dev.bellhop.cache.Caching.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.testing.LiveFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Sequences of operations on caches beside plain lists that follow the specification. */
class CacheModelProperties {
  /** Which request it is: URL and the header that responses may vary by. */
  record Asked(String path, String search, String accept) {
    FetchRequest request() {
      return Caching.request(path + search + "#fragment", "Accept", accept);
    }
  }

  /** How strictly it is looked for. */
  record Options(boolean ignoreSearch, boolean ignoreVary) {
    static final Options EXACT = new Options(false, false);
  }

  /** A response of so many bytes. */
  record Given(Asked asked, boolean varies, int size) {}

  sealed interface Step {
    record Put(String cache, Given given) implements Step {}

    /** All or none: they must not find each other. */
    record PutAll(String cache, List<Given> given) implements Step {}

    record Delete(String cache, Asked asked, Options options) implements Step {}

    record Match(String cache, Asked asked, Options options) implements Step {}

    /** What has it open goes on with it, and the next opening makes a new one. */
    record DeleteCache(String cache) implements Step {}

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
    Arbitrary<String> cache = Arbitraries.of("one", "two");
    Arbitrary<Asked> asked =
        Combinators.combine(
                Arbitraries.of("/", "/a", "/a/b"),
                Arbitraries.of("", "?", "?x=1"),
                Arbitraries.of("text", "image"))
            .as(Asked::new);
    Arbitrary<Options> options = Combinators.combine(flag, flag).as(Options::new);
    Arbitrary<Given> given =
        Combinators.combine(asked, flag, Arbitraries.of(0, 10, 40_000)).as(Given::new);
    Arbitrary<Step> put = Combinators.combine(cache, given).as(Step.Put::new);
    Arbitrary<Step> putAll =
        Combinators.combine(cache, given.list().ofMaxSize(3)).as(Step.PutAll::new);
    Arbitrary<Step> delete = Combinators.combine(cache, asked, options).as(Step.Delete::new);
    Arbitrary<Step> match = Combinators.combine(cache, asked, options).as(Step.Match::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, put),
            Tuple.of(2, putAll),
            Tuple.of(2, delete),
            Tuple.of(4, match),
            Tuple.of(1, cache.map(Step.DeleteCache::new)),
            Tuple.of(1, Arbitraries.just(new Step.Reopen())),
            Tuple.of(1, Arbitraries.just(new Step.Crash())))
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 30)
  void cachesAreWhatTheSpecificationSays(@ForAll("steps") List<Step> steps) throws Exception {
    Path parent = Files.createTempDirectory("bellhop-model");
    try (var run = new Run(parent)) {
      for (Step step : steps) {
        run.take(step);
      }
      run.compare();
    } finally {
      Caching.delete(parent);
    }
  }

  /** A cache as this process has it open, and the list that stands for it. */
  private record Opened(Cache cache, List<Entry> model) {
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

    @Nullable String first(Asked asked, Options options) {
      return model.stream()
          .filter(entry -> entry.matches(asked, options))
          .map(Entry::body)
          .findFirst()
          .orElse(null);
    }

    void add(Entry entry) {
      model.removeIf(older -> older.matches(entry.asked(), Options.EXACT));
      model.add(entry);
    }
  }

  /** A store and the lists that stand for it. */
  private static final class Run implements AutoCloseable {
    private final Path parent;

    /** In the order of creation. */
    private final Map<String, List<Entry>> model = new LinkedHashMap<>();

    private final Map<String, Opened> opened = new HashMap<>();
    private final List<Opened> doomed = new ArrayList<>();
    private int stores;
    private int bodies;
    private Path folder;
    private Caching caching;

    Run(Path parent) throws Exception {
      this.parent = parent;
      this.folder = nextFolder();
      this.caching = new Caching(folder);
    }

    private Path nextFolder() {
      return parent.resolve("store" + stores++);
    }

    void take(Step step) throws Exception {
      switch (step) {
        case Step.Put(String cache, Given given) -> {
          Opened into = open(cache);
          Entry entry = entry(given);
          into.add(entry);
          get(into.cache().put(entry.asked().request(), answer(entry)));
        }
        case Step.PutAll(String cache, List<Given> given) -> putAll(open(cache), given);
        case Step.Delete(String cache, Asked asked, Options options) -> {
          Opened from = open(cache);
          boolean some = from.model().removeIf(entry -> entry.matches(asked, options));
          assertThat(get(from.cache().delete(query(asked, options)))).isEqualTo(some);
        }
        case Step.Match(String cache, Asked asked, Options options) -> match(cache, asked, options);
        case Step.DeleteCache(String cache) -> {
          assertThat(get(caching.caches.delete(cache))).isEqualTo(model.remove(cache) != null);
          Opened gone = opened.remove(cache);
          if (gone != null) {
            doomed.add(gone);
          }
        }
        case Step.Reopen() -> {
          caching.close();
          reopen(folder);
        }
        case Step.Crash() -> {
          Path copy = nextFolder();
          new LiveFolder(folder).copyTo(copy);
          caching.close();
          reopen(copy);
        }
      }
    }

    private Opened open(String name) throws Exception {
      Opened found = opened.get(name);
      if (found == null) {
        found =
            new Opened(
                get(caching.caches.open(name)),
                model.computeIfAbsent(name, created -> new ArrayList<>()));
        opened.put(name, found);
      }
      return found;
    }

    private Entry entry(Given given) {
      // Some bodies are equal, so that they are shared.
      String body = Integer.toString(bodies++ % 3).repeat(given.size());
      return new Entry(given.asked(), given.varies(), body);
    }

    private static FetchResponse answer(Entry entry) {
      return entry.varies() ? response(entry.body(), "Vary", "accept") : response(entry.body());
    }

    private void putAll(Opened into, List<Given> given) throws Exception {
      List<Entry> entries = given.stream().map(this::entry).toList();
      List<CacheOperation> puts = new ArrayList<>();
      boolean differ = true;
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        puts.add(new CacheOperation.Put(entry.asked().request(), answer(entry)));
        differ &=
            entries.subList(0, i).stream()
                .noneMatch(earlier -> earlier.matches(entry.asked(), Options.EXACT));
      }
      if (differ) {
        entries.forEach(into::add);
        get(into.cache().batch(puts));
      } else {
        assertThatThrownBy(() -> get(into.cache().batch(puts)))
            .cause()
            .isInstanceOfSatisfying(
                CacheException.class,
                e -> assertThat(e.errorName()).isEqualTo("InvalidStateError"));
      }
    }

    private void match(String name, Asked asked, Options options) throws Exception {
      CacheQuery query = query(asked, options);
      Opened in = open(name);
      assertThat(Caching.text(get(in.cache().match(query)))).isEqualTo(in.first(asked, options));
      @Nullable String first = null;
      for (String cache : model.keySet()) {
        first = first == null ? open(cache).first(asked, options) : first;
      }
      assertThat(Caching.text(get(caching.caches.match(query)))).isEqualTo(first);
    }

    private static CacheQuery query(Asked asked, Options options) {
      return new CacheQuery(asked.request(), options.ignoreSearch(), options.ignoreVary());
    }

    private void reopen(Path next) throws Exception {
      folder = next;
      caching = new Caching(folder);
      opened.clear();
      doomed.clear();
      compare();
    }

    void compare() throws Exception {
      assertThat(get(caching.caches.keys())).isEqualTo(List.copyOf(model.keySet()));
      for (String name : List.copyOf(model.keySet())) {
        open(name).compare();
      }
      for (Opened gone : doomed) {
        gone.compare();
      }
    }

    @Override
    public void close() throws IOException {
      caching.close();
    }
  }
}
