package dev.bellhop.conformance;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The small tree among the resources of these tests. */
final class OwnTree {
  private OwnTree() {}

  static WptTree open() throws URISyntaxException {
    return WptTree.open(Path.of(Objects.requireNonNull(OwnTree.class.getResource("tree")).toURI()));
  }
}
