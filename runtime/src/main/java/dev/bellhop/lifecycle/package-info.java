/** Registrations and workers: register, install, activate, event dispatch, termination. */
@NullMarked
package dev.bellhop.lifecycle;

import org.jspecify.annotations.NullMarked;
