/** Benchmarks beside named peers, in the same run, alternating. */
@NullMarked
package dev.bellhop.bench;

import org.jspecify.annotations.NullMarked;
