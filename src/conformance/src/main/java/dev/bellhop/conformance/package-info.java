/** Runs web-platform-tests against Bellhop, and compares the results with what is expected. */
@NullMarked
package dev.bellhop.conformance;

import org.jspecify.annotations.NullMarked;
