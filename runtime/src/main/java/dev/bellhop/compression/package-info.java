/** The formats of the Compression Standard, for bytes that come in pieces. */
@NullMarked
package dev.bellhop.compression;

import org.jspecify.annotations.NullMarked;
