package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.RegistrationException;
import dev.bellhop.lifecycle.WorkerScripts;
import dev.bellhop.store.RegistrationRows.ScriptRow;
import dev.bellhop.url.Url;
import java.util.concurrent.CompletionException;
import org.graalvm.polyglot.HostAccess;

/** What {@code importScripts()} of a worker needs. Belongs to one realm. */
public final class ImportOps {
  private final Realm realm;
  private final Url location;
  private final String type;
  private final WorkerScripts scripts;

  /**
   * For the realm of a worker of this type with these scripts, whose own one is at this location.
   */
  public ImportOps(Realm realm, Url location, String type, WorkerScripts scripts) {
    this.realm = realm;
    this.type = type;
    this.location = location;
    this.scripts = scripts;
  }

  /** Refuses where the worker's own script is a module. */
  @HostAccess.Export
  public void check() {
    if (type.equals("module")) {
      throw new OpException(
          "TypeError", "importScripts() is for classic workers; a module uses import.");
    }
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

  /** Whether the worker has not got the script, and does not fetch it any more. */
  @HostAccess.Export
  public boolean isLate(String href) {
    Url url = Url.parse(href, location);
    return url != null && scripts.isLate(url.withoutFragment());
  }

  /** The source text of a script. The script that asks waits for the network. */
  @HostAccess.Export
  public String text(String href) {
    return script(href).text();
  }

  /** Whether what a script throws is none of the worker's business, for it is of another origin. */
  @HostAccess.Export
  public boolean muted(String href) {
    Url finalUrl = Url.parse(script(href).finalUrl(), null);
    return finalUrl == null || !finalUrl.origin().equals(location.origin());
  }

  private ScriptRow script(String href) {
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
