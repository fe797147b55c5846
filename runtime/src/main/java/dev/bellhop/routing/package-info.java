/** Static routes: what becomes of requests before a worker is asked. */
@NullMarked
package dev.bellhop.routing;

import org.jspecify.annotations.NullMarked;
