@NullMarked
package dev.bellhop.conformance.compatibility;

import org.jspecify.annotations.NullMarked;
