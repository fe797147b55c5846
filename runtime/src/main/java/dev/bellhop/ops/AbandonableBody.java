package dev.bellhop.ops;

import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import java.lang.ref.Cleaner;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A live body that is given up when nobody can read it any more: scripts drop responses that they
 * have looked at without a word, and each would keep its connection.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#garbage-collection">Fetch: garbage collection</a>
 */
final class AbandonableBody implements Body {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Leftover leftover;

  AbandonableBody(Body body) {
    this.leftover = new Leftover(body);
    CLEANER.register(this, leftover);
  }

  /** The response, with a live body made abandonable. */
  static FetchResponse within(FetchResponse response) {
    Body body = response.body();
    return body == null || body.replayable()
        ? response
        : response.withBody(new AbandonableBody(body));
  }

  @Override
  public OptionalLong length() {
    return leftover.body.length();
  }

  @Override
  public boolean replayable() {
    return leftover.body.replayable();
  }

  @Override
  public BodyReader open() {
    leftover.opened.set(true);
    return leftover.body.open();
  }

  /** What is to be done once the body is unreachable; must not refer to it. */
  static final class Leftover implements Runnable {
    private final Body body;
    private final AtomicBoolean opened = new AtomicBoolean();

    Leftover(Body body) {
      this.body = body;
    }

    @Override
    public void run() {
      if (opened.compareAndSet(false, true)) {
        body.open().close();
      }
    }
  }

  /** What the cleaner will run. */
  Leftover leftover() {
    return leftover;
  }
}
