/** Bellhop: runs service workers without a browser. The public API. */
@NullMarked
package dev.bellhop;

import org.jspecify.annotations.NullMarked;
