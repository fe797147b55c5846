/** A network that misbehaves on purpose. */
@NullMarked
package dev.bellhop.net.fault;

import org.jspecify.annotations.NullMarked;
