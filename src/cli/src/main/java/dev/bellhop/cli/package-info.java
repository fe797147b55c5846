/** The command line: commands, and what they have in common. Built on the public API alone. */
@NullMarked
package dev.bellhop.cli;

import org.jspecify.annotations.NullMarked;
