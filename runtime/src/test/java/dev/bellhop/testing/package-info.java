/** What tests of all parts share: a server with faults, certificates, a clock that stands still. */
@NullMarked
package dev.bellhop.testing;

import org.jspecify.annotations.NullMarked;
