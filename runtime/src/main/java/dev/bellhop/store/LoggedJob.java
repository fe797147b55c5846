package dev.bellhop.store;

import dev.bellhop.store.Database.LoggedWrite;
import dev.bellhop.store.Database.Work;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the log has and the tables are to have. Nobody waits for it, as a rule. */
final class LoggedJob extends DatabaseJob<@Nullable Void> {
  private final Consumer<Throwable> refusal;
  private final Consumer<SharedWork> questions;
  private final long sequence;
  private boolean urgent;

  LoggedJob(LoggedWrite write, long sequence) {
    this(write, write::refused, write::ask, sequence);
  }

  private LoggedJob(
      Work<@Nullable Void> work,
      Consumer<Throwable> refusal,
      Consumer<SharedWork> questions,
      long sequence) {
    super(work, Reach.PROCESS);
    this.refusal = refusal;
    this.questions = questions;
    this.sequence = sequence;
  }

  /** Nothing to do; the last of what was found in the log may have been left out. */
  static LoggedJob end(long sequence) {
    return new LoggedJob(transaction -> null, failure -> {}, shared -> {}, sequence);
  }

  @Override
  boolean urgent() {
    return urgent;
  }

  /** The log waits for it; to be said before the job is queued. */
  void hurry() {
    urgent = true;
  }

  long sequence() {
    return sequence;
  }

  /** Adds what it will want to know. */
  void ask(SharedWork shared) {
    questions.accept(shared);
  }

  /** It will never be done. */
  void refuse(Throwable failure) {
    refusal.accept(failure);
  }
}
