/**
 * URL patterns: what URLs look like, component by component, as scripts and the routes of a service
 * worker say it.
 *
 * @see <a href="https://urlpattern.spec.whatwg.org/">URL Pattern Standard</a>
 */
@NullMarked
package dev.bellhop.url.pattern;

import org.jspecify.annotations.NullMarked;
