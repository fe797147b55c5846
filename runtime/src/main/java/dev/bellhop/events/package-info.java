/** What functional events come from: notifications, push subscriptions, background syncs. */
@NullMarked
package dev.bellhop.events;

import org.jspecify.annotations.NullMarked;
