/** The HTTP cache: responses that are used again instead of asking. */
@NullMarked
package dev.bellhop.httpcache;

import org.jspecify.annotations.NullMarked;
