package dev.bellhop.backgroundfetch;

/**
 * What has become of a record's response data.
 *
 * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-response-result">
 *     Background Fetch: background fetch response, result</a>
 */
public enum RecordResult {
  /** Under way. */
  NONE(""),
  /** All bytes are here and the status is ok. */
  SUCCESS("success"),
  /** The attempt was started over from the first byte; only ever seen by those who held it. */
  REDUNDANT("redundant"),
  /** Ended by abort(), by a person, or because another record ended the whole fetch. */
  ABORTED("aborted"),
  /** All bytes are here, but the status is not 200 to 299. */
  BAD_STATUS("bad-status"),
  /** The network, CORS or a part that does not fit. */
  FETCH_ERROR("fetch-error"),
  /** There was no room for the bytes. */
  QUOTA_EXCEEDED("quota-exceeded"),
  /** The bytes would have passed the fetch's downloadTotal. */
  DOWNLOAD_TOTAL_EXCEEDED("download-total-exceeded");

  private final String word;

  RecordResult(String word) {
    this.word = word;
  }

  /** The specification's word for it. */
  public String word() {
    return word;
  }

  /**
   * Whether scripts may see the response.
   *
   * @see <a href="https://wicg.github.io/background-fetch/#background-fetch-response-exposed">
   *     Background Fetch: exposed</a>
   */
  public boolean exposed() {
    return this == NONE || this == SUCCESS || this == BAD_STATUS;
  }

  /** The result with this word. */
  static RecordResult of(String word) {
    for (RecordResult result : values()) {
      if (result.word.equals(word)) {
        return result;
      }
    }
    throw new IllegalArgumentException("no record result: " + word);
  }
}
