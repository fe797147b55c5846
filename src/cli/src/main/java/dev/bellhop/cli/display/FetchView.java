package dev.bellhop.cli.display;

import dev.bellhop.BackgroundFetchInfo;
import java.util.List;

/** Shows background fetches, once or again and again. */
@FunctionalInterface
public interface FetchView {
  /** Shows where they stand now. */
  void show(List<BackgroundFetchInfo> fetches);
}
