package dev.bellhop.lifecycle;

import dev.bellhop.engine.Realm;

/** For workers that no test is to start. */
final class NoRealms implements RealmSource {
  @Override
  public Realm openWorker(Worker worker) {
    throw new AssertionError("nothing is to run");
  }

  @Override
  public Realm openPage(Client client) {
    throw new AssertionError("nothing is to run");
  }
}
