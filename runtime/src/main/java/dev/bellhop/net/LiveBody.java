package dev.bellhop.net;

import dev.bellhop.http.Body;
import dev.bellhop.http.BodyReader;
import java.lang.ref.Cleaner;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A response's body on its way in. One that is forgotten unopened, as scripts do with responses
 * whose status was all they wanted, gives its memory and its connection back.
 */
final class LiveBody implements Body {
  private static final Cleaner FORGOTTEN =
      Cleaner.create(Thread.ofVirtual().name("bellhop-forgotten").factory());

  private final BodyReader queue;
  private final OptionalLong contentLength;
  private final ContentCodings codings;
  private final String server;
  private final AtomicBoolean opened;

  /**
   * @param contentLength the number of bytes before decoding, where known
   */
  LiveBody(BodyReader queue, OptionalLong contentLength, ContentCodings codings, String server) {
    this.queue = queue;
    this.contentLength = contentLength;
    this.codings = codings;
    this.server = server;
    var taken = new AtomicBoolean();
    this.opened = taken;
    FORGOTTEN.register(
        this,
        () -> {
          if (taken.compareAndSet(false, true)) {
            queue.close();
          }
        });
  }

  @Override
  public OptionalLong length() {
    return codings.isEmpty() ? contentLength : OptionalLong.empty();
  }

  @Override
  public boolean replayable() {
    return false;
  }

  @Override
  public BodyReader open() {
    if (!opened.compareAndSet(false, true)) {
      throw new IllegalStateException("the body of a response can be opened once only");
    }
    return codings.decode(queue, server);
  }
}
