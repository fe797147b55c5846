@NullMarked
package dev.bellhop.conformance.mdn;

import org.jspecify.annotations.NullMarked;
