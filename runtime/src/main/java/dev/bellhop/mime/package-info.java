/** MIME types by the MIME Sniffing standard. */
@NullMarked
package dev.bellhop.mime;

import org.jspecify.annotations.NullMarked;
