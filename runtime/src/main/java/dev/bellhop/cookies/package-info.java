/** Cookies: what servers ask to be told again. */
@NullMarked
package dev.bellhop.cookies;

import org.jspecify.annotations.NullMarked;
