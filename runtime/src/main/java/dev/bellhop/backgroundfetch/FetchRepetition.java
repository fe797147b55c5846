package dev.bellhop.backgroundfetch;

import dev.bellhop.fetch.FetchRequest;
import dev.bellhop.store.BackgroundFetchRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what a background fetch that failed was asked for, so that it can be asked for again. Its
 * request bodies are there as long as it is listed.
 */
final class FetchRepetition {
  private final FetchHost host;

  FetchRepetition(FetchHost host) {
    this.host = host;
  }

  /**
   * The order that started the newest fetch of a registration with this id. Completes exceptionally
   * with a {@link BackgroundFetchException} where that cannot be repeated.
   */
  CompletableFuture<FetchOrder> order(long registrationId, String id) {
    return host.rows()
        .list(registrationId)
        .thenCompose(
            rows -> {
              BackgroundFetchRow row = repeatable(rows, id);
              return host.rows()
                  .records()
                  .read(row.uid(), host.bodies())
                  .thenApply(records -> order(row, records));
            });
  }

  private static BackgroundFetchRow repeatable(List<BackgroundFetchRow> rows, String id) {
    BackgroundFetchRow newest =
        rows.stream()
            .filter(row -> row.id().equals(id))
            .reduce((before, after) -> after)
            .orElseThrow(() -> refusal("There is no background fetch \"" + id + "\""));
    if (newest.result().isEmpty()) {
      throw refusal(
          "The background fetch \"" + id + "\" has not ended yet; only one that failed is retried");
    }
    if (newest.result().equals("success")) {
      throw refusal(
          "The background fetch \"" + id + "\" has succeeded; only one that failed is retried");
    }
    return newest;
  }

  private static FetchOrder order(BackgroundFetchRow row, List<BackgroundFetchRow.Record> records) {
    long kept = 0;
    for (BackgroundFetchRow.Record record : records) {
      kept += record.requestBody() == null ? 0 : record.requestBody().size();
    }
    if (kept < row.uploadTotal()) {
      throw refusal(
          "The bodies that the background fetch \""
              + row.id()
              + "\" uploads are not there any more; start it again from the page");
    }
    List<FetchRequest> requests = records.stream().map(RecordReader::request).toList();
    return new FetchOrder(
        row.registrationId(),
        row.id(),
        requests,
        row.title(),
        row.icons(),
        row.downloadTotal(),
        FetchOrder.Asker.user());
  }

  private static BackgroundFetchException refusal(String message) {
    return new BackgroundFetchException(BackgroundFetchException.Kind.TYPE, message);
  }
}
