/** Header lists and bodies: the parts of a message that every layer hands on. */
@NullMarked
package dev.bellhop.http;

import org.jspecify.annotations.NullMarked;
