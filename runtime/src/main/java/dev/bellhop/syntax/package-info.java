/**
 * Reads a script's text as far as the runtime's remarks about it need: its tokens, which brackets
 * belong together, where statements begin and end, and which function a place is in.
 */
@NullMarked
package dev.bellhop.syntax;

import org.jspecify.annotations.NullMarked;
