package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;

/** Lets work that takes long go on in a task of its own. On its realm's loop only. */
public final class TaskOps {
  private final Realm realm;

  public TaskOps(Realm realm) {
    this.realm = realm;
  }

  /** Calls back in the next task, when everything that waits for the loop now has had its turn. */
  @HostAccess.Export
  public void next(Value done) {
    realm.settle(CompletableFuture.completedFuture(null), done, nothing -> nothing);
  }
}
