/** What a person, or a program, sees of the trace. */
@NullMarked
package dev.bellhop.cli.display;

import org.jspecify.annotations.NullMarked;
