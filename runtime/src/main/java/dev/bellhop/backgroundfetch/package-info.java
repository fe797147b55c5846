/** Background Fetch: state machine, scheduler, record loader, delivery. */
@NullMarked
package dev.bellhop.backgroundfetch;

import org.jspecify.annotations.NullMarked;
