package dev.bellhop.store;

/**
 * Room that was taken for what a later transaction will store. What it does not need after all is
 * given back when the transaction has succeeded. For one such transaction; one that has failed may
 * be tried again.
 */
public final class Reservation {
  private final Quota.Bucket bucket;
  private long left;

  Reservation(Quota.Bucket bucket, long bytes) {
    this.bucket = bucket;
    this.left = bytes;
  }

  /** Uses bytes of it, or gives so many to the bucket for a negative number. */
  void use(Transaction transaction, long bytes) throws StoreException {
    if (bytes < 0) {
      bucket.change(transaction, bytes);
      return;
    }
    left -= bytes;
    transaction.whenOver(
        committed -> {
          if (!committed) {
            left += bytes;
          }
        });
  }

  /** Nothing more is used. */
  public void end() {
    bucket.giveBack(left);
    left = 0;
  }
}
