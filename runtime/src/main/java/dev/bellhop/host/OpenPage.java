package dev.bellhop.host;

import dev.bellhop.Page;
import dev.bellhop.engine.Realm;
import dev.bellhop.lifecycle.Client;
import dev.bellhop.lifecycle.Worker;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A page whose realm runs. */
final class OpenPage implements Page {
  private final Client client;
  private final Realm realm;
  private final Consumer<Client> onFocus;

  OpenPage(Client client, Realm realm, Consumer<Client> onFocus) {
    this.client = client;
    this.realm = realm;
    this.onFocus = onFocus;
  }

  @Override
  public String url() {
    return client.url().href();
  }

  @Override
  public String clientId() {
    return client.id();
  }

  @Override
  public @Nullable String controller() {
    Worker controller = client.controller();
    return controller == null ? null : controller.scriptUrl().href();
  }

  @Override
  public void focus() {
    onFocus.accept(client);
  }

  Client client() {
    return client;
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
  }
}
