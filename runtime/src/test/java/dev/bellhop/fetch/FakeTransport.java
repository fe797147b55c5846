package dev.bellhop.fetch;

import dev.bellhop.http.Body;
import dev.bellhop.http.BytesBody;
import dev.bellhop.http.HeaderList;
import dev.bellhop.net.Transport;
import dev.bellhop.net.TransportException;
import dev.bellhop.net.TransportRequest;
import dev.bellhop.net.TransportResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers by method and URL from a table, and remembers what it was asked. */
public final class FakeTransport implements Transport {
  private final Map<String, Function<TransportRequest, CompletableFuture<TransportResponse>>>
      answers = new HashMap<>();
  private final List<TransportRequest> requests = new ArrayList<>();

  /** Answers with a body in memory. */
  public FakeTransport answer(
      String methodAndUrl, int status, String body, String... namesAndValues) {
    return answer(methodAndUrl, status, BytesBody.of(body), namesAndValues);
  }

  /** Answers with any body. */
  public FakeTransport answer(
      String methodAndUrl, int status, Body body, String... namesAndValues) {
    return on(
        methodAndUrl,
        request ->
            CompletableFuture.completedFuture(
                new TransportResponse(status, "", HeaderList.of(namesAndValues), body)));
  }

  /** Fails. */
  public FakeTransport fail(String methodAndUrl, TransportException.Kind kind, String message) {
    return on(
        methodAndUrl,
        request -> CompletableFuture.failedFuture(new TransportException(kind, message, null)));
  }

  /** Answers as the function says. */
  public synchronized FakeTransport on(
      String methodAndUrl,
      Function<TransportRequest, CompletableFuture<TransportResponse>> answer) {
    answers.put(methodAndUrl, answer);
    return this;
  }

  /** What was sent, in order. */
  public synchronized List<TransportRequest> requests() {
    return List.copyOf(requests);
  }

  /** The last request. */
  public synchronized TransportRequest last() {
    return requests.getLast();
  }

  @Override
  public CompletableFuture<TransportResponse> send(TransportRequest request) {
    Function<TransportRequest, CompletableFuture<TransportResponse>> answer;
    synchronized (this) {
      requests.add(request);
      answer = answers.get(request.method() + " " + request.url().withoutFragment().href());
    }
    return answer == null
        ? CompletableFuture.failedFuture(
            new TransportException(
                TransportException.Kind.NO_SUCH_HOST,
                "no such host: " + request.url().host(),
                null))
        : answer.apply(request);
  }

  @Override
  public void close() {}
}
