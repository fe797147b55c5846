package dev.bellhop.host;

import dev.bellhop.BellhopException;
import dev.bellhop.DispatchResult;
import dev.bellhop.WorkerEvent;
import dev.bellhop.lifecycle.WorkerRegistration;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Dispatches the public API's events in the active worker of a registration. */
final class EventDispatch {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final HostParts parts;
  private final WorkerRegistration registration;

  EventDispatch(HostParts parts, WorkerRegistration registration) {
    this.parts = parts;
    this.registration = registration;
  }

  CompletableFuture<DispatchResult> dispatch(WorkerEvent event) {
    return switch (event) {
      case WorkerEvent.Push push -> fire(event, null, () -> new Object[] {bytes(push.data())});
      case WorkerEvent.Sync sync ->
          fire(event, sync.tag(), () -> new Object[] {sync.tag(), sync.lastChance()});
      case WorkerEvent.PeriodicSync sync ->
          fire(event, sync.tag(), () -> new Object[] {sync.tag()});
      case WorkerEvent.Message message when !isJson(message.json()) ->
          CompletableFuture.failedFuture(
              new BellhopException(
                  BellhopException.Kind.INPUT,
                  "the message is not JSON: " + message.json() + " (text needs its quotes, too)"));
      case WorkerEvent.Message message ->
          fire(event, null, () -> new Object[] {message.json(), "", "host", null});
    };
  }

  private static boolean isJson(String text) {
    try {
      return !JSON.readTree(text).isMissingNode();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static @Nullable ByteBuffer bytes(byte @Nullable [] data) {
    return data == null ? null : ByteBuffer.wrap(data);
  }

  private CompletableFuture<DispatchResult> fire(
      WorkerEvent event, @Nullable String id, Supplier<@Nullable Object[]> arguments) {
    return parts.events().dispatch(registration, event.type(), id, arguments);
  }
}
