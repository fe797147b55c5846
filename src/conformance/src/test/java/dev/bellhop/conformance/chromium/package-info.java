/** Tests of what drives a Chromium. */
@NullMarked
package dev.bellhop.conformance.chromium;

import org.jspecify.annotations.NullMarked;
