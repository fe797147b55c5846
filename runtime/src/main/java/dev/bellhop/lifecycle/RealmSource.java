package dev.bellhop.lifecycle;

import dev.bellhop.engine.Realm;

/** Makes realms with everything that their scripts may use. Safe from any thread. */
public interface RealmSource {
  /** A realm for a worker's script; nothing has run in it yet. */
  Realm openWorker(Worker worker);

  /** A realm for a page; nothing has run in it yet. */
  Realm openPage(Client client);
}
