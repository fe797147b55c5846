package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.RegistrationException;
import dev.bellhop.lifecycle.WorkerScripts;
import dev.bellhop.url.Url;
import java.util.concurrent.CompletionException;
import org.graalvm.polyglot.HostAccess;

/** What {@code importScripts()} of a worker needs. Belongs to one realm. */
public final class ImportOps {
  private final Realm realm;
  private final Url location;
  private final WorkerScripts scripts;

  /** For the realm of a worker with these scripts, whose own one is at this location. */
  public ImportOps(Realm realm, Url location, WorkerScripts scripts) {
    this.realm = realm;
    this.location = location;
    this.scripts = scripts;
  }

  /** The serialized URL of a script to import. */
  @HostAccess.Export
  public String resolve(String text) {
    Url url = Url.parse(text, location);
    if (url == null) {
      throw new OpException("SyntaxError", "importScripts() got '" + text + "', which is no URL.");
    }
    return url.href();
  }

  /** The source text of a script. The script that asks waits for the network. */
  @HostAccess.Export
  public String text(String href) {
    Url url = Url.parse(href, location);
    if (url == null) {
      throw new OpException("SyntaxError", "importScripts() got '" + href + "', which is no URL.");
    }
    try {
      return realm.await(scripts.imported(url.withoutFragment()));
    } catch (CompletionException e) {
      if (e.getCause() instanceof RegistrationException refused) {
        throw new OpException("NetworkError", refused.getMessage());
      }
      throw e;
    }
  }
}
