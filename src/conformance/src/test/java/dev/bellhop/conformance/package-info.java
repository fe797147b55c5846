@NullMarked
package dev.bellhop.conformance;

import org.jspecify.annotations.NullMarked;
