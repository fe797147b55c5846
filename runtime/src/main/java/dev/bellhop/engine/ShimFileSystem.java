package dev.bellhop.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.graalvm.polyglot.io.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * The only files a realm can read: the shims, as modules below {@value #ROOT}, the modules of its
 * worker, by their URLs, and what the host hands over as {@value #HANDED}. The shims come from the
 * class path, and only while the gate is open, which is while the host itself loads a module: a
 * script's own {@code import()} finds nothing.
 */
final class ShimFileSystem implements FileSystem {
  /** Where the shims seem to be. */
  static final String ROOT = "/bellhop:shims/";

  /** What the host hands over seems to be this file. */
  static final String HANDED = "/bellhop:handed";

  private static final Path HANDED_PATH = Path.of(HANDED);
  private static final Map<String, Object> ATTRIBUTES_OF_HANDED = Map.of("isRegularFile", true);
  private static final String SHIMS = "/dev/bellhop/shims/";
  private static final ConcurrentMap<String, byte[]> FILES = new ConcurrentHashMap<>();

  private final BooleanSupplier gateOpen;
  private final ModuleGraph graph;
  private @Nullable ByteBuffer handed;

  ShimFileSystem(BooleanSupplier gateOpen, ModuleGraph graph) {
    this.gateOpen = gateOpen;
    this.graph = graph;
  }

  /** Lets these bytes, up to their limit, be read as {@value #HANDED} while something is done. */
  <T> T handing(ByteBuffer bytes, Supplier<T> reading) {
    handed = bytes;
    try {
      return reading.get();
    } finally {
      handed = null;
    }
  }

  /** The shim that an import in a module means; null where the module is no shim itself. */
  static @Nullable String resolve(String referrer, String specifier) {
    return referrer.startsWith(ROOT)
        ? Path.of(referrer).resolveSibling(specifier).normalize().toString()
        : null;
  }

  @Override
  public Path parsePath(URI uri) {
    return parsePath(uri.toString());
  }

  @Override
  public Path parsePath(String path) {
    if (handed != null) {
      return HANDED_PATH;
    }
    if (!gateOpen.getAsBoolean()) {
      throw new UnsupportedOperationException("Scripts cannot import modules here.");
    }
    ModuleSource module = graph.find(path);
    return module == null ? Path.of(path) : new ModulePath(path, module);
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... linkOptions)
      throws IOException {
    if (modes.contains(AccessMode.WRITE)) {
      throw new SecurityException("The shims are read-only.");
    }
    read(path);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return new BytesChannel(read(path));
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return path instanceof ModulePath ? path : Path.of(ROOT).resolve(path);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... linkOptions) {
    return toAbsolutePath(path).normalize();
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    if (handed != null) {
      return ATTRIBUTES_OF_HANDED;
    }
    return Map.of(
        "size", (long) read(path).remaining(), "isRegularFile", true, "isDirectory", false);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) {
    throw new SecurityException("The shims are read-only.");
  }

  @Override
  public void delete(Path path) {
    throw new SecurityException("The shims are read-only.");
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) {
    throw new SecurityException("The shims cannot be listed.");
  }

  private ByteBuffer read(Path path) throws IOException {
    if (handed != null) {
      return handed.duplicate();
    }
    if (path instanceof ModulePath module) {
      return StandardCharsets.UTF_8.encode(module.source().text());
    }
    return ByteBuffer.wrap(shim(path));
  }

  private static byte[] shim(Path path) throws IOException {
    String name = path.normalize().toString();
    if (!name.startsWith(ROOT)) {
      throw new NoSuchFileException(name);
    }
    byte[] known = FILES.get(name);
    if (known != null) {
      return known;
    }
    String resource = SHIMS + name.substring(ROOT.length());
    try (InputStream in = ShimFileSystem.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new NoSuchFileException(name);
      }
      byte[] bytes = in.readAllBytes();
      FILES.put(name, bytes);
      return bytes;
    }
  }

  private static final class BytesChannel implements SeekableByteChannel {
    private final ByteBuffer bytes;
    private boolean open = true;

    /** Over the buffer's own bytes; its position is where this one stands. */
    BytesChannel(ByteBuffer bytes) {
      this.bytes = bytes.slice();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (!open) {
        throw new ClosedChannelException();
      }
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(target.remaining(), bytes.remaining());
      target.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public long position() {
      return bytes.position();
    }

    @Override
    public SeekableByteChannel position(long position) {
      bytes.position((int) Math.min(position, bytes.limit()));
      return this;
    }

    @Override
    public long size() {
      return bytes.limit();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
