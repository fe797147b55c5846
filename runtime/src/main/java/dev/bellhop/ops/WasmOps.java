package dev.bellhop.ops;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;

/**
 * What WebAssembly's shims ask: the embedding interface of GraalWasm, which is loaded by the first
 * of these calls. Modules, instances, memories and so on pass as the engine's own objects. On its
 * realm's loop only.
 *
 * @see <a href="https://webassembly.github.io/spec/core/appendix/embedding.html">WebAssembly:
 *     embedding</a>
 */
public final class WasmOps {
  private static final String LANGUAGE = "wasm";
  private static final String COMPILE_ERROR = "CompileError";
  private static final String LINK_ERROR = "LinkError";

  private final SharedMemory shared;
  private final AtomicLong sharedBytes = new AtomicLong();
  private @Nullable Value embedding;

  /** With the room for SharedArrayBuffers, which a realm gives back when it is {@link #close}d. */
  public WasmOps(SharedMemory shared) {
    this.shared = shared;
  }

  /** The functions that scripts' calls may go to without a way through Java. */
  @HostAccess.Export
  public Value embedding() {
    if (embedding == null) {
      Context context = Context.getCurrent();
      context.initialize(LANGUAGE);
      embedding = context.getPolyglotBindings().getMember("WebAssembly");
    }
    return embedding;
  }

  private Value call(String function, Object... arguments) {
    return embedding().getMember(function).execute(arguments);
  }

  /**
   * Decodes and validates a module.
   *
   * @throws OpException CompileError where the bytes are no valid module
   */
  @HostAccess.Export
  public Value compile(Value buffer) {
    try {
      return call("module_decode", buffer);
    } catch (PolyglotException e) {
      throw named(e, COMPILE_ERROR);
    }
  }

  /** Whether the bytes are a valid module. */
  @HostAccess.Export
  public boolean validate(Value buffer) {
    return call("module_validate", buffer).asBoolean();
  }

  /** Module, name, kind and type of each import, one after the other. */
  @HostAccess.Export
  public ProxyArray imports(Value module) {
    return flat(call("module_imports", module), "module", "name", "kind", "type");
  }

  /** Name, kind and type of each export, one after the other. */
  @HostAccess.Export
  public ProxyArray exports(Value module) {
    return flat(call("module_exports", module), "name", "kind", "type");
  }

  private static ProxyArray flat(Value descriptors, String... members) {
    var flat = new ArrayList<Object>();
    for (long i = 0; i < descriptors.getArraySize(); i++) {
      Value descriptor = descriptors.getArrayElement(i);
      for (String member : members) {
        Value value = descriptor.getMember(member);
        flat.add(value == null || value.isNull() ? "" : value.asString());
      }
    }
    return ProxyArray.fromList(flat);
  }

  /** The bytes of each custom section of this name. */
  @HostAccess.Export
  public ProxyArray customSections(Value module, String name) {
    Value sections = call("custom_sections", module, name);
    var contents = new ArrayList<Object>();
    for (long i = 0; i < sections.getArraySize(); i++) {
      contents.add(ByteBuffer.wrap(ScriptBytes.copy(sections.getArrayElement(i))));
    }
    return ProxyArray.fromList(contents);
  }

  /**
   * Makes an instance of a module and calls its start function.
   *
   * @param imports an object of the modules' names, each an object of names and values
   * @throws OpException LinkError where an import does not fit; what code throws goes through
   */
  @HostAccess.Export
  public Value instantiate(Value module, Value imports) {
    try {
      return call("module_instantiate", module, imports);
    } catch (PolyglotException e) {
      Value thrown = e.getGuestObject();
      if (thrown != null && isOfEngine(thrown) && !isTrap(thrown)) {
        throw named(e, LINK_ERROR);
      }
      throw e;
    }
  }

  /** A module on its way through structured clone. */
  @HostAccess.Export
  public Object carried(Value module) {
    return new Carried(this, module);
  }

  /**
   * The module that has been carried here.
   *
   * @throws OpException DataCloneError where it comes from another realm
   * @see <a href="https://webassembly.github.io/spec/web-api/#serialization">WebAssembly Web API:
   *     serialization</a>
   */
  @HostAccess.Export
  public Value arrived(Object carried) {
    if (carried instanceof Carried(WasmOps owner, Value module) && owner == this) {
      return module;
    }
    throw new OpException(
        "DataCloneError", "A WebAssembly.Module cannot leave the worker or page that compiled it.");
  }

  private record Carried(WasmOps owner, Value module) {}

  /** What an instance exports under a name. */
  @HostAccess.Export
  public Value exported(Value instance, String name) {
    return call("instance_export", instance, name);
  }

  /**
   * A memory of so many pages, which may grow to so many, -1 for any number.
   *
   * @throws OpException RangeError where there is no room for it
   */
  @HostAccess.Export
  public Value allocateMemory(int initial, int maximum) {
    try {
      return call("mem_alloc", initial, maximum);
    } catch (PolyglotException e) {
      throw named(e, "RangeError");
    }
  }

  /**
   * Lets a memory or a table grow; the size before.
   *
   * @param function that of the embedding interface
   * @throws OpException RangeError where it cannot
   */
  @HostAccess.Export
  public int grow(String function, Value grown, Object... arguments) {
    try {
      Object[] all = new Object[arguments.length + 1];
      all[0] = grown;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      return call(function, all).asInt();
    } catch (PolyglotException e) {
      throw named(e, "RangeError");
    }
  }

  /**
   * A table of so many elements, all of this value, which may grow to so many, -1 for any number.
   */
  @HostAccess.Export
  public Value allocateTable(int initial, int maximum, String kind, Value value) {
    return call("table_alloc", initial, maximum, kind, value);
  }

  /** A global of this type and value. */
  @HostAccess.Export
  public Value allocateGlobal(String type, boolean mutable, Value value) {
    return call("global_alloc", type, mutable, typed(type, value));
  }

  /** Writes the value of a mutable global of this type. */
  @HostAccess.Export
  public void writeGlobal(Value global, String type, Value value) {
    call("global_write", global, typed(type, value));
  }

  /**
   * Calls a function that takes what scripts have no values of: 64-bit integers and single floats.
   *
   * @param types the types of the arguments
   */
  @HostAccess.Export
  public Value invoke(Value function, Value types, Value arguments) {
    Object[] typed = new Object[(int) arguments.getArraySize()];
    for (int i = 0; i < typed.length; i++) {
      typed[i] = typed(types.getArrayElement(i).asString(), arguments.getArrayElement(i));
    }
    return function.execute(typed);
  }

  private static Object typed(String type, Value value) {
    return switch (type) {
      case "i32" -> value.asInt();
      case "i64" -> value.asLong();
      case "f32" -> (float) value.asDouble();
      case "f64" -> value.asDouble();
      default -> value;
    };
  }

  /**
   * Takes room for a SharedArrayBuffer.
   *
   * @throws OpException RangeError where there is too little
   */
  @HostAccess.Export
  public void reserveShared(long bytes) {
    if (!shared.take(bytes)) {
      // What is garbage already has room again soon.
      System.gc();
      throw new OpException(
          "RangeError",
          "There is no room for %d bytes of shared memory; all realms together have %d."
              .formatted(bytes, shared.room()));
    }
    sharedBytes.addAndGet(bytes);
  }

  /** A SharedArrayBuffer of so many bytes is gone. */
  @HostAccess.Export
  public void releaseShared(long bytes) {
    sharedBytes.addAndGet(-bytes);
    shared.giveBack(bytes);
  }

  /** Gives back all room: the realm is closed. From any thread. */
  public void close() {
    shared.giveBack(sharedBytes.getAndSet(0));
  }

  /** What went wrong where code of WebAssembly was trapped, or null: something else was thrown. */
  @HostAccess.Export
  public @Nullable String trapped(Value thrown) {
    return isOfEngine(thrown) ? message(thrown) : null;
  }

  /** Whether a trap is that of a stack that has no room left. */
  @HostAccess.Export
  public boolean isExhaustion(Value thrown) {
    return "exhaustion".equals(failureType(thrown));
  }

  /** What scripts throw has a class; what GraalWasm throws has none. */
  private static boolean isOfEngine(Value thrown) {
    return thrown.isException() && thrown.getMetaObject() == null;
  }

  private static boolean isTrap(Value thrown) {
    String type = failureType(thrown);
    return "trap".equals(type) || "exhaustion".equals(type);
  }

  private static @Nullable String failureType(Value thrown) {
    Value type = thrown.getMember("failureType");
    return type == null ? null : type.asString();
  }

  private static String message(Value thrown) {
    try {
      throw thrown.throwException();
    } catch (PolyglotException e) {
      return e.getMessage();
    }
  }

  private static OpException named(PolyglotException e, String name) {
    return new OpException(name, e.getMessage());
  }
}
