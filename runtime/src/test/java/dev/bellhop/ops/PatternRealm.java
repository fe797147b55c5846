package dev.bellhop.ops;

import dev.bellhop.engine.Realm;
import dev.bellhop.engine.RealmSettings;
import dev.bellhop.engine.ScriptEngine;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A realm with URLs and URL patterns, that keeps what its scripts print. */
final class PatternRealm implements AutoCloseable {
  private static final String LOCATION = "https://site.example/sw.js";

  private final ScriptEngine engine = new ScriptEngine();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Realm realm;

  PatternRealm(RealmSettings.Kind kind) {
    Map<String, Object> ops = Map.of("url", new UrlOps(), "urlPattern", new UrlPatternOps());
    Url location = Objects.requireNonNull(Url.parse(LOCATION, null));
    realm =
        engine.open(
            new RealmSettings(kind, location, new VirtualClock(), new LogListener(log), _ -> ops));
  }

  /** Runs a script; returns all that has been printed until then. */
  List<String> run(String script) {
    realm.runScript(LOCATION, script).orTimeout(60, TimeUnit.SECONDS).join();
    realm.idle().orTimeout(60, TimeUnit.SECONDS).join();
    return log;
  }

  @Override
  public void close() {
    realm.close();
    engine.close();
  }
}
