package dev.bellhop.ops;

import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.ClonedValue;
import dev.bellhop.lifecycle.PortEnd;
import dev.bellhop.lifecycle.Worker;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/** Messages on their way from one realm to another. */
final class ScriptMessages {
  private ScriptMessages() {}

  /** What a shim has serialized, in a form that belongs to no realm. */
  static ClonedValue take(Value cells) {
    var taken = new ArrayList<Object>();
    var ports = new ArrayList<PortEnd>();
    for (long i = 0; i < cells.getArraySize(); i++) {
      Object cell = cell(cells.getArrayElement(i));
      taken.add(cell);
      if (cell instanceof PortEnd port) {
        ports.add(port);
      }
    }
    return new ClonedValue(taken, ports);
  }

  private static Object cell(Value value) {
    if (value.isHostObject()) {
      return value.asHostObject();
    }
    if (value.isString()) {
      return value.asString();
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isNumber()) {
      return value.asDouble();
    }
    return ByteBuffer.wrap(ScriptBytes.copy(value));
  }

  /** The cells for the realm that gets the message. */
  static ProxyArray give(ClonedValue value) {
    return new Cells(value);
  }

  /**
   * Sends a message to a worker, from a client or another worker.
   *
   * @see <a href="https://w3c.github.io/ServiceWorker/#service-worker-postmessage-options">Service
   *     Workers: postMessage</a>
   */
  static void post(
      Worker target, ClonedValue data, String origin, String senderKind, ProxyArray sender) {
    target
        .dispatch("message", null, give(data), origin, senderKind, sender)
        .whenComplete((outcome, failure) -> data.discard());
  }

  /** A page as its shim takes it: id, URL, whether it has the focus. */
  static ProxyArray describe(Client client) {
    return ProxyArray.fromArray(client.id(), client.url().href(), client.focused());
  }

  /** The cells of a message; reading the first one opens it. */
  private static final class Cells implements ProxyArray {
    private final ClonedValue value;
    private final List<Object> cells;

    Cells(ClonedValue value) {
      this.value = value;
      this.cells = value.cells();
    }

    @Override
    public Object get(long index) {
      if (index == 0) {
        value.open();
      }
      return cells.get(Math.toIntExact(index));
    }

    @Override
    public void set(long index, Value cell) {
      throw new UnsupportedOperationException("a message does not change");
    }

    @Override
    public long getSize() {
      return cells.size();
    }
  }
}
