/** What the suites' results are written with: pages, lines of JSON, and folders for a while. */
@NullMarked
package dev.bellhop.conformance.output;

import org.jspecify.annotations.NullMarked;
