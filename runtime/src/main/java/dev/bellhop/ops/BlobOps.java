package dev.bellhop.ops;

import dev.bellhop.HostClock;
import dev.bellhop.http.Body;
import dev.bellhop.http.BodySlice;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.ConcatenatedBody;
import dev.bellhop.http.Multipart;
import dev.bellhop.url.FormUrlEncoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/** Blobs and forms. A blob's bytes are a replayable body of known length. */
public final class BlobOps {
  private static final String BOUNDARY_PREFIX = "----BellhopFormBoundary";

  private final HostClock clock;

  /** With the clock that dates files. */
  public BlobOps(HostClock clock) {
    this.clock = clock;
  }

  /** Milliseconds since 1970, for a new file. */
  @HostAccess.Export
  public long now() {
    return clock.now().toEpochMilli();
  }

  /** The entries of a form-urlencoded body: names and values by turns. */
  @HostAccess.Export
  public ProxyArray decodeUrlEncoded(Value buffer) {
    var entries = new ArrayList<Object>();
    for (FormUrlEncoded.Entry entry : FormUrlEncoded.parse(ScriptBytes.copy(buffer))) {
      entries.add(entry.name());
      entries.add(entry.value());
    }
    return ProxyArray.fromList(entries);
  }

  /** The bytes of an array of strings, ArrayBuffers and other blobs' bytes. */
  @HostAccess.Export
  public Body concatenate(Value parts) {
    var bodies = new ArrayList<Body>();
    for (long i = 0; i < parts.getArraySize(); i++) {
      Value part = parts.getArrayElement(i);
      if (part.isString()) {
        bodies.add(BytesBody.of(part.asString()));
      } else if (part.isHostObject()) {
        bodies.add(part.asHostObject());
      } else {
        bodies.add(BytesBody.of(ScriptBytes.copy(part)));
      }
    }
    return ConcatenatedBody.of(bodies);
  }

  /** A range of a blob's bytes; the caller has clamped it. */
  @HostAccess.Export
  public Body slice(Body body, long start, long end) {
    return new BodySlice(body, start, end - start);
  }

  /** How many bytes a blob has. */
  @HostAccess.Export
  public long size(Body body) {
    return body.length().orElseThrow();
  }

  /** The boundary for a new multipart body. */
  @HostAccess.Export
  public String boundary() {
    return BOUNDARY_PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  /**
   * The multipart/form-data body of an array of entries: name, filename or null, type or null, and
   * a string or a blob's bytes, four elements for each.
   */
  @HostAccess.Export
  public Body encodeForm(Value entries, String boundary) {
    var parts = new ArrayList<Multipart.Part>();
    for (long i = 0; i < entries.getArraySize(); i += 4) {
      Value value = entries.getArrayElement(i + 3);
      parts.add(
          new Multipart.Part(
              entries.getArrayElement(i).asString(),
              entries.getArrayElement(i + 1).asString(),
              entries.getArrayElement(i + 2).asString(),
              value.isString()
                  ? BytesBody.of(Multipart.newlines(value.asString()))
                  : value.asHostObject()));
    }
    return Multipart.encode(parts, boundary);
  }

  /** The entries of a multipart/form-data body, as {@link #encodeForm} takes them. */
  @HostAccess.Export
  public ProxyArray decodeForm(Value buffer, String boundary) {
    List<Multipart.Part> parts = Multipart.parse(ScriptBytes.copy(buffer), boundary);
    if (parts == null) {
      throw new OpException("TypeError", "The body is no multipart/form-data with this boundary.");
    }
    var entries = new ArrayList<Object>();
    for (Multipart.Part part : parts) {
      entries.add(part.name());
      entries.add(part.filename());
      entries.add(part.type());
      entries.add(
          part.filename() == null && part.body() instanceof BytesBody text
              ? new String(text.inMemory(), StandardCharsets.UTF_8)
              : part.body());
    }
    return ProxyArray.fromList(entries);
  }
}
