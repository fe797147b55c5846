package dev.bellhop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.TraceEvent;
import dev.bellhop.store.Reach;
import dev.bellhop.store.StoreOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Puts that have to reach the disk itself, as a script sees them. */
class StrictCacheShimTest extends CacheShimTestCase {
  private static final int ONE_BY_ONE = 60;
  private static final int AT_ONCE = 200;

  private final CountDownLatch puts = new CountDownLatch(ONE_BY_ONE + AT_ONCE);
  private final AtomicInteger syncs = new AtomicInteger();
  private final List<String> threads = new CopyOnWriteArrayList<>();

  @Override
  StoreOptions options() {
    return StoreOptions.defaults()
        .withSync(
            (file, channel) -> {
              if (file.endsWith("writes.log")) {
                syncs.incrementAndGet();
                threads.add(Thread.currentThread().getName());
                if (puts.getCount() < AT_ONCE) {
                  awaitAllPuts();
                }
              }
            });
  }

  private void awaitAllPuts() {
    try {
      assertThat(puts.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  void told(TraceEvent event) {
    super.told(event);
    if (event instanceof TraceEvent.CachePut) {
      puts.countDown();
    }
  }

  @Override
  Reach reach() {
    return Reach.DISK;
  }

  @Test
  void putsOfOneTurnOfTheScriptShareOneOfTheDisk() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                const put = (i) => cache.put("a" + i, new Response("body " + i));
                for (let i = 0; i < %d; i++) { await put(i); }
                await Promise.all(Array.from({ length: %d }, (_, i) => put(1000 + i)));
                return [(await cache.keys()).length, await text(await cache.match("a1007"))];
                """
                    .formatted(ONE_BY_ONE, AT_ONCE)))
        .isEqualTo("[%d,\"body 1007\"]".formatted(ONE_BY_ONE + AT_ONCE));
    assertThat(syncs.get()).isBetween(2, ONE_BY_ONE + 5);
  }

  @Test
  void putsThatNothingElseWaitsWithNeedNoOtherThread() {
    assertThat(
            run(
                """
                const cache = await caches.open("c");
                for (let i = 0; i < %d; i++) {
                  await cache.put("a" + i, new Response("body " + i));
                }
                return (await cache.keys()).length;
                """
                    .formatted(ONE_BY_ONE)))
        .isEqualTo(String.valueOf(ONE_BY_ONE));
    assertThat(threads).contains("bellhop-sync").anyMatch(name -> name.contains("sw.js"));
  }
}
