/** Workers that other people wrote, unmodified, through their whole life. */
@org.jspecify.annotations.NullMarked
package dev.bellhop.workers;
