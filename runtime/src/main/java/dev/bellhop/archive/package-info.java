/** Requests with their responses in files that other programs understand: folders, WARC, HAR. */
@NullMarked
package dev.bellhop.archive;

import org.jspecify.annotations.NullMarked;
