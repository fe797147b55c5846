package dev.bellhop.cli.control;

import dev.bellhop.ArchiveFormat;
import dev.bellhop.CacheCheck;
import dev.bellhop.CacheEntry;
import dev.bellhop.CacheExport;
import dev.bellhop.CacheImport;
import dev.bellhop.CacheSummary;
import dev.bellhop.Caches;
import dev.bellhop.FetchCheck;
import dev.bellhop.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something to ask of a site's caches. Paths are absolute, since the process that does it may be in
 * another folder.
 *
 * @param <R> the answer
 */
public sealed interface CacheAction<R> extends Action<R> {
  /** Every cache, with how much it holds. */
  record ListCaches() implements CacheAction<List<CacheSummary>> {
    @Override
    public TypeReference<List<CacheSummary>> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<List<CacheSummary>> on(Site site) {
      Caches caches = site.caches();
      return caches.names().thenCompose(names -> each(names, caches::summary));
    }
  }

  /** So many of a cache's entries that come after the one with this id. */
  record ShowCache(String name, long after, int most) implements CacheAction<List<CacheEntry>> {
    @Override
    public TypeReference<List<CacheEntry>> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<List<CacheEntry>> on(Site site) {
      return existing(site, name).thenCompose(_ -> site.caches().entries(name, after, most));
    }
  }

  /** Writes a cache to a folder or file. */
  record ExportCache(String name, Path to, ArchiveFormat format)
      implements CacheAction<CacheExport> {
    @Override
    public TypeReference<CacheExport> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<CacheExport> on(Site site) {
      return existing(site, name).thenCompose(_ -> site.caches().export(name, to, format));
    }

    @Override
    public boolean follows(ObjectNode entry) {
      return isProgress(entry);
    }
  }

  /** Puts what a folder or file holds into a cache. */
  record ImportCache(String name, Path from) implements CacheAction<CacheImport> {
    @Override
    public TypeReference<CacheImport> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<CacheImport> on(Site site) {
      return site.caches().importFrom(name, from);
    }

    @Override
    public boolean follows(ObjectNode entry) {
      return isProgress(entry);
    }
  }

  /** What becomes of what turns out to be damaged. */
  enum Damaged {
    /** It stays where it is. */
    LEFT,
    /** It goes from the cache or the background fetch into a folder of its own. */
    SET_ASIDE
  }

  /** Reads every body that background fetches keep again. */
  record VerifyFetches(Damaged damaged) implements CacheAction<List<FetchCheck>> {
    @Override
    public TypeReference<List<FetchCheck>> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<List<FetchCheck>> on(Site site) {
      return switch (damaged) {
        case LEFT -> site.verifyFetches();
        case SET_ASIDE -> site.setAsideDamagedFetches();
      };
    }
  }

  /** Reads every body of these caches again; of all where none is named. */
  record VerifyCaches(List<String> names, Damaged damaged)
      implements CacheAction<List<CacheCheck>> {
    @Override
    public TypeReference<List<CacheCheck>> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<List<CacheCheck>> on(Site site) {
      CompletableFuture<List<String>> meant =
          names.isEmpty() ? site.caches().names() : each(names, name -> existing(site, name));
      return meant.thenCompose(found -> each(found, name -> one(site.caches(), name)));
    }

    private CompletableFuture<CacheCheck> one(Caches caches, String name) {
      return switch (damaged) {
        case LEFT -> caches.verify(name);
        case SET_ASIDE -> caches.setAsideDamaged(name);
      };
    }

    @Override
    public boolean follows(ObjectNode entry) {
      return isProgress(entry);
    }
  }

  /** Deletes a cache. */
  record DeleteCache(String name) implements CacheAction<Boolean> {
    @Override
    public TypeReference<Boolean> answerType() {
      return new TypeReference<>() {};
    }

    @Override
    public CompletableFuture<Boolean> on(Site site) {
      return existing(site, name).thenCompose(_ -> site.caches().delete(name));
    }
  }

  /** One after the other, in their order. */
  private static <T> CompletableFuture<List<T>> each(
      List<String> names, Function<String, CompletableFuture<T>> question) {
    CompletableFuture<List<T>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (String name : names) {
      all =
          all.thenCompose(
              answers ->
                  question
                      .apply(name)
                      .thenApply(
                          answer -> {
                            answers.add(answer);
                            return answers;
                          }));
    }
    return all;
  }

  private static boolean isProgress(ObjectNode entry) {
    return entry.path("type").asString("").equals("CacheWorkProgress");
  }

  private static CompletableFuture<String> existing(Site site, String name) {
    return site.caches()
        .names()
        .thenApply(
            names -> {
              if (names.contains(name)) {
                return name;
              }
              throw Action.input(
                  "There is no cache \""
                      + name
                      + "\"; "
                      + (names.isEmpty()
                          ? "the site has none."
                          : "there is: "
                              + names.stream()
                                  .map(other -> "\"" + other + "\"")
                                  .collect(Collectors.joining(", "))
                              + "."));
            });
  }
}
