/** What of a service worker's global there is, and what is not. */
@NullMarked
package dev.bellhop.conformance.compatibility;

import org.jspecify.annotations.NullMarked;
