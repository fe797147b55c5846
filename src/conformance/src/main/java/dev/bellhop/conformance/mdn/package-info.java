/** Runs the examples of MDN's pages, and judges whether they do what the pages say. */
@NullMarked
package dev.bellhop.conformance.mdn;

import org.jspecify.annotations.NullMarked;
