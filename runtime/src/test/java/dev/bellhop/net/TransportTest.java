package dev.bellhop.net;

import static dev.bellhop.testing.Bodies.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.http.Body;
import dev.bellhop.http.CancelToken;
import dev.bellhop.http.HeaderList;
import dev.bellhop.testing.FaultServer;
import dev.bellhop.testing.VirtualClock;
import dev.bellhop.url.Url;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A transport and a server with faults, for the tests of this package. */
abstract class TransportTest {
  protected final VirtualClock clock = new VirtualClock();
  protected final OriginRoutes routes = new OriginRoutes();
  protected final FaultServer server = FaultServer.start();
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(server));
  private @Nullable NettyTransport transport;

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  protected final <T extends AutoCloseable> T closedAfterwards(T resource) {
    opened.add(resource);
    return resource;
  }

  /** What the transport is made of; asked once, before the first request. */
  protected TransportOptions options() {
    return TransportOptions.of(clock).withRoutes(routes);
  }

  protected final NettyTransport transport() {
    if (transport == null) {
      try {
        transport = closedAfterwards(new NettyTransport(options()));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return transport;
  }

  protected final CompletableFuture<TransportResponse> get(String url) {
    return send("GET", url, HeaderList.empty(), null, new CancelToken());
  }

  protected final CompletableFuture<TransportResponse> send(
      String method, String url, HeaderList headers, @Nullable Body body, CancelToken cancel) {
    return transport().send(request(method, url, headers, body, cancel));
  }

  protected static TransportRequest requestTo(String url) {
    return request("GET", url, HeaderList.empty(), null, new CancelToken());
  }

  private static TransportRequest request(
      String method, String url, HeaderList headers, @Nullable Body body, CancelToken cancel) {
    return new TransportRequest(
        method, Objects.requireNonNull(Url.parse(url, null)), headers, body, bytes -> {}, cancel);
  }

  /** The failure that a future ends in. */
  protected static TransportException failure(CompletableFuture<?> future) {
    try {
      await(future);
    } catch (TransportException e) {
      return e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    assertThat(future.state()).isEqualTo(Future.State.FAILED);
    throw new AssertionError();
  }
}
