/** Runs a site in Bellhop and in a browser, and compares what happens. */
@NullMarked
package dev.bellhop.conformance.compare;

import org.jspecify.annotations.NullMarked;
