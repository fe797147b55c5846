package dev.bellhop.host;

import dev.bellhop.Page;
import dev.bellhop.engine.Realm;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A page whose realm runs. */
final class OpenPage implements Page {
  private final String url;
  private final Realm realm;
  private final Consumer<OpenPage> onClose;

  OpenPage(String url, Realm realm, Consumer<OpenPage> onClose) {
    this.url = url;
    this.realm = realm;
    this.onClose = onClose;
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public CompletableFuture<Void> runScript(String name, String text) {
    return realm.runScript(name, text);
  }

  CompletableFuture<Void> idle() {
    return realm.idle();
  }

  @Override
  public void close() {
    realm.close();
    onClose.accept(this);
  }
}
