package dev.bellhop.engine;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.graalvm.polyglot.proxy.ProxyObject;

/**
 * The JavaScript side of a realm: its context, its shims and what boot.mjs exports. Apart from
 * {@link #close}, on the realm's loop only.
 */
final class Guest {
  /** What the name of a source that is a shim begins with. */
  static final String SHIM_SCHEME = "bellhop:";

  private static final HostAccess HOST_ACCESS =
      HostAccess.newBuilder(HostAccess.EXPLICIT)
          .allowBufferAccess(true)
          .allowListAccess(true)
          .allowArrayAccess(true)
          .build();

  /**
   * GraalJS lets {@code import()} find a module that was evaluated under its name, whatever the
   * file system says; so the modules that lead to the shims have names that no script can guess.
   */
  private static final String LOADER = UUID.randomUUID() + "/";

  private static final String HANDOVER = "bellhop:ops";

  private final Context context;
  private final Map<String, Value> modules = new HashMap<>();
  private int loading;

  Guest(Engine engine) {
    var files = new ShimFileSystem(() -> loading > 0);
    context =
        Context.newBuilder("js")
            .engine(engine)
            .allowExperimentalOptions(true)
            .allowHostAccess(HOST_ACCESS)
            .allowIO(IOAccess.newBuilder().fileSystem(files).build())
            .allowEnvironmentAccess(EnvironmentAccess.NONE)
            .allowPolyglotAccess(PolyglotAccess.NONE)
            .in(InputStream.nullInputStream())
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
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
            .option("js.print", "false")
            .option("js.shared-array-buffer", "false")
            .option("js.shell", "false")
            .option("js.text-encoding", "false")
            .build();
  }

  Context context() {
    return context;
  }

  /** Evaluates boot.mjs, which finds the operations under a name that it deletes. */
  Value boot(Map<String, Object> ops) {
    context.getBindings("js").putMember(HANDOVER, ProxyObject.fromMap(ops));
    return load("boot.mjs");
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
                "import * as m from '%s%s';\nexport { m };".formatted(ShimFileSystem.ROOT, path),
                SHIM_SCHEME + LOADER + path)
            .mimeType("application/javascript+module")
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

  /** Cancels whatever runs. From any thread but one that runs a script of this context. */
  void close() {
    context.close(true);
  }
}
