/** Tests of comparisons with a browser. */
@NullMarked
package dev.bellhop.conformance.compare;

import org.jspecify.annotations.NullMarked;
