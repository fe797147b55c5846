package dev.bellhop.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What re-reading a stored body has found.
 *
 * @param file the file that holds it, or should
 * @param length how many bytes were read
 * @param damage what is wrong, such as "its file is missing"; null where nothing is
 */
public record BodyCheck(Path file, long length, @Nullable String damage) {}
