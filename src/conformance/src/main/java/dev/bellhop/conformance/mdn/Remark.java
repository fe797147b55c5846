package dev.bellhop.conformance.mdn;

import org.jspecify.annotations.Nullable;

/**
 * A diagnostic that an example got.
 *
 * @param line of the block, from 1; 0 where it is about no line of it
 */
record Remark(String code, String message, @Nullable String fix, @Nullable String link, int line) {}
