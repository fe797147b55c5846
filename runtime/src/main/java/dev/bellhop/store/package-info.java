/** The durable store: one SQLite database and body files in a data folder. */
@NullMarked
package dev.bellhop.store;

import org.jspecify.annotations.NullMarked;
