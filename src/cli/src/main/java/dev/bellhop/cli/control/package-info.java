/** What can be asked of a site, here or of the process that owns its data folder. */
@NullMarked
package dev.bellhop.cli.control;

import org.jspecify.annotations.NullMarked;
