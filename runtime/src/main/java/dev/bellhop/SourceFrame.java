package dev.bellhop;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A place in a script.
 *
 * @param url the script's URL, never a path of this machine
 * @param line the line, from 1
 * @param column the column, from 1
 * @param text the line itself, or null where it is not at hand
 */
public record SourceFrame(String url, int line, int column, @Nullable String text)
    implements Serializable {}
