package dev.bellhop.cookies;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Is told of changes of cookies, in their order. Called with the jar locked: must not block. */
@FunctionalInterface
public interface CookieObserver {
  /** Something has changed. Completes when that is not forgotten even if the process ends. */
  CompletableFuture<?> changed(List<CookieChange> changes);
}
