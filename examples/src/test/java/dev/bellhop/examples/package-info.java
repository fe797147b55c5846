/** Runs every example and compares what it prints with its transcript. */
@NullMarked
package dev.bellhop.examples;

import org.jspecify.annotations.NullMarked;
