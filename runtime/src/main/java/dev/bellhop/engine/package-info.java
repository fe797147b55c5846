/** GraalJS: one shared engine, a realm for each worker or page, its event loop. */
@NullMarked
package dev.bellhop.engine;

import org.jspecify.annotations.NullMarked;
