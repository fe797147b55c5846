package dev.bellhop.cli.control;

import dev.bellhop.BellhopException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.databind.node.ObjectNode;

/** A response's body that the process which runs the site passes on. */
final class PassedOnBody extends InputStream {
  private final Conversation conversation;
  private InputStream piece = InputStream.nullInputStream();
  private boolean ended;

  PassedOnBody(Conversation conversation) {
    this.conversation = conversation;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = piece.read(into, offset, length);
    while (count < 0 && !ended) {
      ObjectNode next = next();
      if (next.has("body")) {
        piece = new ByteArrayInputStream(next.get("body").binaryValue());
      } else {
        ended = true;
      }
      count = piece.read(into, offset, length);
    }
    return count;
  }

  private ObjectNode next() throws IOException {
    try {
      return conversation.next();
    } catch (BellhopException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    conversation.close();
  }
}
