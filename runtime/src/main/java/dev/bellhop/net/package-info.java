/**
 * HTTP over Netty: connections, TLS, content codings, and the server that serves a site's folder.
 */
@NullMarked
package dev.bellhop.net;

import org.jspecify.annotations.NullMarked;
