package dev.bellhop.encoding;

import java.nio.charset.CharacterCodingException;
import java.util.function.Supplier;

/**
 * Decodes by a handler.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#concept-encoding-run">Encoding: process a
 *     queue</a>
 */
final class HandlerDecoder implements Decoder {
  private final Supplier<Handler> handlers;
  private final ByteQueue queue;
  private Handler handler;
  private boolean isFinished;

  HandlerDecoder(Supplier<Handler> handlers, OnError onError) {
    this.handlers = handlers;
    queue = new ByteQueue(onError);
    handler = handlers.get();
  }

  @Override
  public String decode(byte[] bytes) throws CharacterCodingException {
    queue.push(bytes);
    while (!isFinished && !queue.isEmpty()) {
      isFinished = handler.handle(queue.take(), queue);
    }
    return queue.takeText();
  }

  @Override
  public String finish() throws CharacterCodingException {
    while (!isFinished) {
      isFinished = handler.handle(queue.take(), queue);
    }
    String text = queue.takeText();
    reset();
    return text;
  }

  @Override
  public void reset() {
    queue.clear();
    handler = handlers.get();
    isFinished = false;
  }
}
