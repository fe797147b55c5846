package dev.bellhop;

import java.nio.file.Path;

/**
 * An entry of a cache, or a record of a background fetch, whose body is not what was stored.
 *
 * @param url the request's URL
 * @param file the file that holds the body, or should: the database's for a small one
 * @param damage what is wrong with it, such as "its file is missing"
 */
public record DamagedEntry(String method, String url, Path file, String damage) {}
