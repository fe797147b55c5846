/** The host behind the public API: puts the parts together. */
@NullMarked
package dev.bellhop.host;

import org.jspecify.annotations.NullMarked;
