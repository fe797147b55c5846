/** The encodings of the Encoding Standard: labels and decoders. */
@NullMarked
package dev.bellhop.encoding;

import org.jspecify.annotations.NullMarked;
