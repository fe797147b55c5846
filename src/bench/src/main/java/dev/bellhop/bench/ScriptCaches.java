package dev.bellhop.bench;

import dev.bellhop.conformance.chromium.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A runtime that runs a module from a file.
 *
 * @param name what it is called
 * @param command the program with its options; the file comes behind
 * @param prelude what the module begins with
 * @param home the variable that names the folder in which it keeps its caches; "" for none
 * @param base the server of the files
 */
record ScriptCaches(
    String name, List<String> command, String prelude, String home, Path work, String base)
    implements CachePeer {

  static ScriptCaches deno(String program, Path work, String base) {
    return new ScriptCaches(
        "deno", List.of(program, "run", "--allow-all"), "", "DENO_DIR", work, base);
  }

  /** The npm package undici on Node. */
  static ScriptCaches undici(String node, Path modulePath, Path work, String base) {
    String prelude =
        "import undici from \"%s\";\nconst { caches, fetch, Request, Response } = undici;\n"
            .formatted(modulePath);
    return new ScriptCaches("undici", List.of(node), prelude, "", work, base);
  }

  @Override
  public JsonNode run(String functionBody) throws IOException, InterruptedException {
    try (Scratch scratch = Scratch.in(work)) {
      Path file =
          Files.writeString(
              scratch.folder().resolve("work.mjs"),
              prelude
                  + "const result = await "
                  + CachePeer.script(base, functionBody)
                  + ";\nconsole.log(JSON.stringify(result));\n");
      var line = new ArrayList<>(command);
      line.add(file.toString());
      var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
      if (!home.isEmpty()) {
        builder.environment().put(home, scratch.folder().resolve("home").toString());
      }
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IOException(name + " ended with " + process.exitValue());
      }
      return new ObjectMapper().readTree(output);
    }
  }
}
