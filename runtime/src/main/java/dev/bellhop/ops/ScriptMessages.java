package dev.bellhop.ops;

import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.ClonedValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/** Messages on their way from one realm to another. */
final class ScriptMessages {
  private ScriptMessages() {}

  /** What a shim has serialized, in a form that belongs to no realm. */
  static ClonedValue take(Value cells) {
    var taken = new ArrayList<Object>();
    for (long i = 0; i < cells.getArraySize(); i++) {
      taken.add(cell(cells.getArrayElement(i)));
    }
    return new ClonedValue(taken);
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
    return ProxyArray.fromArray(value.cells().toArray());
  }

  /** A page as its shim takes it: id, URL. */
  static ProxyArray describe(Client client) {
    return ProxyArray.fromArray(client.id(), client.url().href());
  }
}
