package dev.bellhop.archive;

import dev.bellhop.fetch.FetchResponse;
import dev.bellhop.http.Body;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A folder with a file for each body, and an index that tells what they answer. */
final class FolderWriter implements ArchiveWriter {
  /** The index: a line that tells what it is, and a line for each entry. */
  static final String INDEX = "cache-index.jsonl";

  /** The version of the index that is written. */
  static final int VERSION = 1;

  private static final JsonMapper JSON = new JsonMapper();

  private final Target target;
  private final FileNames names = new FileNames(INDEX::equalsIgnoreCase);
  private final List<Path> files = new ArrayList<>();
  private final BufferedWriter index;

  FolderWriter(Path folder, String cache) throws IOException {
    target = new Target(folder);
    Files.createDirectory(target.draft());
    index = Files.newBufferedWriter(target.draft().resolve(INDEX), StandardOpenOption.CREATE_NEW);
    line(
        json -> {
          json.writeNumberProperty("version", VERSION);
          json.writeStringProperty("cache", cache);
        });
  }

  @Override
  public void add(Exchange exchange) throws IOException {
    FetchResponse response = exchange.response();
    Path file =
        target
            .draft()
            .resolve(names.next(exchange.request().url(), response.headers().get("Content-Type")));
    MessageDigest digest = Digests.sha256();
    long length = write(response.body(), file, digest);
    files.add(target.placed(file));
    line(
        json -> {
          json.writeStringProperty("file", file.getFileName().toString());
          json.writeNumberProperty("length", length);
          json.writeStringProperty("sha256", HexFormat.of().formatHex(digest.digest()));
          json.writeStringProperty("at", exchange.at().toString());
          Heads.of(exchange).write(json);
        });
  }

  private static long write(@Nullable Body body, Path file, MessageDigest digest)
      throws IOException {
    try (OutputStream to =
        new DigestOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), digest)) {
      return BodyCopy.copy(body, to);
    } catch (UnreadableBodyException e) {
      Files.delete(file);
      throw e;
    }
  }

  private void line(Consumer<JsonGenerator> members) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    index.write(text.toString());
    index.write('\n');
  }

  @Override
  public List<Path> finish() throws IOException {
    index.close();
    target.place();
    return files;
  }

  @Override
  public void close() throws IOException {
    try (target) {
      index.close();
    }
  }
}
