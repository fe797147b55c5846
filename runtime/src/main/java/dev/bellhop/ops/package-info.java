/** The operations that the shims call, one class for each area. */
@NullMarked
package dev.bellhop.ops;

import org.jspecify.annotations.NullMarked;
