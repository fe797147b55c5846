/** A program that embeds Bellhop. */
@NullMarked
package dev.bellhop.examples.embed;

import org.jspecify.annotations.NullMarked;
