package dev.bellhop.backgroundfetch;

/**
 * What a BackgroundFetchRegistration object copies from its background fetch, at one moment.
 *
 * @param uid names the background fetch itself; ids may be used again
 * @param result "", "success" or "failure"
 * @param failureReason "" or the reason
 * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-registration">Background
 *     Fetch: BackgroundFetchRegistration</a>
 */
public record FetchSnapshot(
    long uid,
    long registrationId,
    String id,
    long uploadTotal,
    long uploaded,
    long downloadTotal,
    long downloaded,
    String result,
    String failureReason,
    boolean recordsAvailable) {}
