/** The Fetch algorithms: redirects, CORS, filtered responses. */
@NullMarked
package dev.bellhop.fetch;

import org.jspecify.annotations.NullMarked;
