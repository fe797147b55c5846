package dev.bellhop.conformance.compare;

import java.util.List;

/** Where comparisons go, in the order of the sites. */
interface CompareOutput {
  /** One is there. */
  void compared(ComparedSite site, Comparison comparison);

  /** All are. */
  void total(List<Comparison> comparisons);
}
