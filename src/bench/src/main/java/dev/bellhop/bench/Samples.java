package dev.bellhop.bench;

import java.util.ArrayList;
import java.util.List;

/** Measured values of one kind, in seconds or bytes. */
final class Samples {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The smallest value that this share of all values does not exceed; 0.95 for the 95th percentile.
   */
  double percentile(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }

  double largest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  List<Double> all() {
    return List.copyOf(values);
  }
}
