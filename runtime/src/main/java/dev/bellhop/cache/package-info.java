/** The Cache and CacheStorage algorithms. */
@NullMarked
package dev.bellhop.cache;

import org.jspecify.annotations.NullMarked;
