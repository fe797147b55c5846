package dev.bellhop.archive;

import dev.bellhop.BellhopException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link FolderWriter} has written. */
final class FolderReader {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Path index;
  private final Intake intake;

  /** The names of the files that the index tells of. */
  private final Set<String> listed = new HashSet<>();

  FolderReader(Path folder, Intake intake) {
    this.folder = folder;
    this.index = folder.resolve(FolderWriter.INDEX);
    this.intake = intake;
  }

  void read() throws IOException {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(index)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        read(line, number);
      }
    } catch (NoSuchFileException e) {
      throw Damage.at(
          folder.toString(),
          "There is no " + FolderWriter.INDEX + ", which tells what its files are responses to",
          e);
    } catch (CharacterCodingException e) {
      throw Damage.at(place(number + 1), "the index is not in UTF-8", e);
    }
    if (number == 0) {
      throw Damage.at(index.toString(), "the index is empty", null);
    }
    skipUnlisted();
  }

  private void skipUnlisted() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.equals(FolderWriter.INDEX) && !listed.contains(name)) {
          intake.skip(folder.toString(), name, "The index does not say what it is a response to.");
        }
      }
    }
  }

  private void read(String line, int number) throws IOException {
    try {
      JsonNode node = JSON.readTree(line);
      if (number == 1) {
        requireKnown(node);
      } else {
        entry(node, place(number));
      }
    } catch (JacksonException e) {
      throw Damage.at(place(number), Damage.notJson(e), e);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw Damage.at(place(number), e.getMessage(), e);
    }
  }

  private String place(int line) {
    return index + ", line " + line;
  }

  private static void requireKnown(JsonNode head) {
    if (head.path("version").asInt(0) != FolderWriter.VERSION) {
      throw new IllegalArgumentException(
          "the index should begin with {\"version\":" + FolderWriter.VERSION + "}");
    }
  }

  private void entry(JsonNode node, String place) throws IOException {
    Heads heads = Heads.read(node);
    Exchange head = heads.at(Instant.parse(text(node, "at")));
    Path file = file(text(node, "file"));
    listed.add(file.getFileName().toString());
    if (!intake.wants(head, place)) {
      return;
    }
    if (!heads.hasBody()) {
      intake.put(head);
      return;
    }
    MessageDigest digest = Digests.sha256();
    try (InputStream bytes =
        new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest)) {
      var body = intake.keep(bytes);
      requireSame(digest, node.path("sha256").asString(null), place, file);
      intake.put(new Exchange(head.request(), head.response().withBody(body), head.at()));
    } catch (NoSuchFileException e) {
      throw Damage.at(place, "there is no file " + file, e);
    }
  }

  private static String text(JsonNode node, String name) {
    String text = node.path(name).asString(null);
    if (text == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return text;
  }

  /** A file of the folder itself: what the index says is not to be trusted. */
  private Path file(String name) {
    Path file = folder.resolve(name).normalize();
    if (name.isEmpty()
        || name.indexOf('/') >= 0
        || !folder.normalize().equals(file.getParent())
        || Files.isSymbolicLink(file)) {
      throw new IllegalArgumentException("\"" + name + "\" is not a file of this folder");
    }
    return file;
  }

  private static void requireSame(
      MessageDigest digest, @Nullable String expected, String place, Path file)
      throws BellhopException {
    if (expected != null && !expected.equals(HexFormat.of().formatHex(digest.digest()))) {
      throw Damage.at(
          place,
          file
              + " has changed since the export; without \"sha256\" in this line it is taken as it"
              + " is",
          null);
    }
  }
}
