/** A Chromium that Java drives: its process, its pages, and the DevTools protocol to it. */
@NullMarked
package dev.bellhop.conformance.chromium;

import org.jspecify.annotations.NullMarked;
