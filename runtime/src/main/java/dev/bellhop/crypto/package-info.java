/**
 * The algorithms of Web Cryptography on the JDK's own providers. Nothing here knows of scripts, and
 * everything may be called from any thread.
 */
@NullMarked
package dev.bellhop.crypto;

import org.jspecify.annotations.NullMarked;
