/** URLs by the WHATWG rules. */
@NullMarked
package dev.bellhop.url;

import org.jspecify.annotations.NullMarked;
