/** The trace, and what the commands tell, as JSON. */
@NullMarked
package dev.bellhop.cli.json;

import org.jspecify.annotations.NullMarked;
