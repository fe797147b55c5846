package dev.bellhop.engine;

import dev.bellhop.url.Url;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/**
 * The JavaScript side of a realm: its context, its shims and what boot.mjs exports. Apart from
 * {@link #close}, on the realm's loop only.
 */
final class Guest {
  private static final String CLASSIC = "application/javascript";

  /** What the name of a source that is a shim begins with. */
  static final String SHIM_SCHEME = "bellhop:";

  /** Contexts of one engine must have the same. */
  static final HostAccess HOST_ACCESS =
      HostAccess.newBuilder(HostAccess.EXPLICIT)
          .allowBufferAccess(true)
          .allowListAccess(true)
          .allowArrayAccess(true)
          .build();

  /**
   * The languages of a context can be told apart by what they may do with each other: WebAssembly
   * leaves its embedding interface in the polyglot bindings, where only the host reads.
   */
  private static final PolyglotAccess WEBASSEMBLY_FOR_THE_HOST =
      PolyglotAccess.newBuilder().allowBindingsAccess("wasm").build();

  /**
   * GraalJS lets {@code import()} find a module that was evaluated under its name, whatever the
   * file system says; so the modules that lead to the shims have names that no script can guess.
   */
  private static final String LOADER = UUID.randomUUID() + "/";

  /**
   * What the host itself calls the folder of the shims. A classic script that a shim calls while it
   * is loaded, by a built-in that the script has replaced, imports from nowhere just as the host.
   */
  private static final String ENTRY = SHIM_SCHEME + UUID.randomUUID() + "/";

  private static final Source EMPTY_OBJECT =
      Source.newBuilder("js", "({ __proto__: null })", SHIM_SCHEME + "object")
          .internal(true)
          .buildLiteral();

  private static final String HANDOVER = "bellhop:ops";
  private static final String LOOKUP = "MLE";

  /** Reads a file into an ArrayBuffer; the only way into one that does not go byte by byte. */
  private static final String READ_BUFFER = "readbuffer";

  /** What comes with it and is nobody's business. */
  private static final List<String> SHELL = List.of(READ_BUFFER, "read", "readline", "quit");

  private static final String LINKED = "internal/linked.mjs";
  private static final String MODULE = "application/javascript+module";

  private final Context context;
  private final Map<String, Value> modules = new HashMap<>();

  /** The texts of the classic scripts that were evaluated, by their URLs. */
  private final Map<String, String> classics = new HashMap<>();

  private final ModuleGraph graph;
  private final ShimFileSystem files;
  private @Nullable Value refuse;
  private @Nullable Value readBuffer;
  private int loading;
  private boolean linking;

  /** With the modules that scripts may import. */
  Guest(Engine engine, ModuleGraph graph) {
    this.graph = graph;
    files = new ShimFileSystem(() -> loading > 0, graph);
    context =
        Context.newBuilder(ScriptEngine.LANGUAGES)
            .engine(engine)
            .allowExperimentalOptions(true)
            .allowHostAccess(HOST_ACCESS)
            .allowIO(IOAccess.newBuilder().fileSystem(files).build())
            .allowEnvironmentAccess(EnvironmentAccess.NONE)
            .allowPolyglotAccess(WEBASSEMBLY_FOR_THE_HOST)
            .in(InputStream.nullInputStream())
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            // Neither a service worker nor a page may wait for another agent.
            .option("js.agent-can-block", "false")
            // For what detaches the buffer of a WebAssembly memory; boot.mjs deletes it.
            .option("js.debug-builtin", "true")
            .option("js.esm-eval-returns-exports", "true")
            .option("js.unhandled-rejections", "handler")
            .option("js.console", "false")
            // A script that defines Object.prototype.then would be handed host objects otherwise.
            .option("js.foreign-object-prototype", "false")
            .option("js.global-arguments", "false")
            .option("js.java-package-globals", "false")
            .option("js.load", "false")
            .option("js.performance", "false")
            .option("js.polyglot-builtin", "false")
            .option("js.json-modules", "true")
            // So that imports are resolved by URL, and refused with the right error.
            .option("js.mle-mode", "true")
            .option("js.print", "false")
            .option("js.shell", "true")
            .option("js.text-encoding", "false")
            .option("wasm.ExtendedConstExpressions", "true")
            .option("wasm.MultiMemory", "true")
            .option("wasm.RelaxedSIMD", "true")
            .build();
  }

  Context context() {
    return context;
  }

  /**
   * Evaluates boot.mjs, which finds the operations under a name that it deletes: by area, those of
   * the realm itself among them.
   */
  Value boot(Map<String, Object> ops, Map<String, ProxyExecutable> realm) {
    Value bindings = context.getBindings("js");
    bindings
        .getMember(LOOKUP)
        .getMember("registerESMLookup")
        .execute((ProxyExecutable) this::lookUp);
    bindings.removeMember(LOOKUP);
    readBuffer = bindings.getMember(READ_BUFFER);
    SHELL.forEach(bindings::removeMember);
    Value areas = object(ops);
    areas.putMember("realm", object(realm));
    bindings.putMember(HANDOVER, areas);
    Value boot = load("boot.mjs");
    refuse = boot.getMember("refuse");
    return boot;
  }

  /** An object of the script's side: its members are found quicker than those of a host's. */
  private Value object(Map<String, ?> members) {
    Value object = context.eval(EMPTY_OBJECT);
    members.forEach(object::putMember);
    return object;
  }

  /** Finds the module that an import means: by the name of the importing one, and a specifier. */
  private String lookUp(Value... arguments) {
    String referrer = arguments[0].isNull() ? null : arguments[0].asString();
    String specifier = arguments[1].asString();
    if (loading > 0) {
      String shim = shim(referrer, specifier);
      if (shim != null) {
        return shim;
      }
    }
    try {
      return graph.resolve(referrer, specifier);
    } catch (ModuleGraph.Refused e) {
      // Throws the script's own TypeError through this call.
      Objects.requireNonNull(refuse).executeVoid(e.getMessage());
      throw e;
    }
  }

  /** The shim that an import means, or null where it means none. */
  private static @Nullable String shim(@Nullable String referrer, String specifier) {
    if (referrer != null) {
      return ShimFileSystem.resolve(referrer, specifier);
    }
    return specifier.startsWith(ENTRY)
        ? ShimFileSystem.ROOT + specifier.substring(ENTRY.length())
        : null;
  }

  /** Evaluates a classic script, whatever its name ends with: ".mjs" alone makes no module. */
  void runClassic(String url, String text) {
    classics.put(url, text);
    context.eval(Source.newBuilder("js", text, url).mimeType(CLASSIC).buildLiteral());
  }

  /**
   * Whether a classic script, other than that of this URL, may use a variable of this name: all
   * share theirs.
   */
  boolean mayBeUsedElsewhere(String url, String name) {
    return classics.entrySet().stream()
        .anyMatch(other -> !other.getKey().equals(url) && other.getValue().contains(name));
  }

  /** Loads a worker's module with all that it imports, and evaluates it. */
  void runModule(Url url, ModuleLoader loader) {
    Source source =
        Source.newBuilder(
                "js",
                "import '%s%s';\nimport %s;\n".formatted(ENTRY, LINKED, quoted(url.href())),
                SHIM_SCHEME + LOADER + "main")
            .mimeType(MODULE)
            .internal(true)
            .buildLiteral();
    loading++;
    linking = true;
    graph.open(loader);
    try {
      context.eval(source);
    } finally {
      linked();
    }
  }

  /** All modules are loaded: none is found any more. */
  void linked() {
    if (linking) {
      linking = false;
      loading--;
      graph.close();
    }
  }

  /** As a literal of a script. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The namespace of a shim module. */
  Value load(String path) {
    Value known = modules.get(path);
    if (known != null) {
      return known;
    }
    Source source =
        Source.newBuilder(
                "js",
                "import * as m from '%s%s';\nexport { m };".formatted(ENTRY, path),
                SHIM_SCHEME + LOADER + path)
            .mimeType(MODULE)
            .internal(true)
            .buildLiteral();
    loading++;
    try {
      Value module = context.eval(source).getMember("m");
      modules.put(path, module);
      return module;
    } finally {
      loading--;
    }
  }

  /** A new ArrayBuffer with these bytes, from 0 up to their limit. */
  Value arrayBuffer(ByteBuffer bytes) {
    return files.handing(
        bytes, () -> Objects.requireNonNull(readBuffer).execute(ShimFileSystem.HANDED));
  }

  /** Cancels whatever runs. From any thread but one that runs a script of this context. */
  void close() {
    context.close(true);
  }
}
