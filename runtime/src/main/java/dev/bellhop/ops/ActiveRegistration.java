package dev.bellhop.ops;

import dev.bellhop.lifecycle.Registrations;
import dev.bellhop.lifecycle.WorkerRegistration;

/** Finds the registrations that operations ask for, which must have an active worker. */
final class ActiveRegistration {
  private ActiveRegistration() {}

  /**
   * The registration of this id.
   *
   * @param what needs it, as a sentence begins
   * @throws OpException InvalidStateError where it is gone or has no active worker
   */
  static WorkerRegistration of(Registrations registrations, long id, String what) {
    return registrations
        .byId(id)
        .filter(found -> found.active() != null)
        .orElseThrow(
            () ->
                new OpException(
                    "InvalidStateError",
                    what
                        + " needs an active worker, and the registration has none yet: wait for"
                        + " navigator.serviceWorker.ready."));
  }
}
