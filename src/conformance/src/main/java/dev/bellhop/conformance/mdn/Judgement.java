package dev.bellhop.conformance.mdn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be thought of an outcome.
 *
 * @param surprises in how far it is not what was expected; empty where it is
 */
record Judgement(Verdict verdict, List<String> surprises) {
  Judgement {
    surprises = List.copyOf(surprises);
  }

  /** In one word. */
  enum Verdict {
    /** It did what its page promises. */
    DONE("as promised"),
    /** It did not all go well, and a diagnostic says why. */
    DIAGNOSED("diagnosed"),
    /** It does not go well, since the page has a mistake, which the expectations name. */
    MISTAKEN("page is wrong"),
    /** It cannot go well here, and the expectations say why. */
    CANNOT("cannot run here"),
    /** It was only parsed. */
    PARSED("parsed"),
    /** It is not what was expected. */
    SURPRISING("not expected");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    /** In words. */
    String text() {
      return text;
    }
  }

  /** Judges. */
  static Judgement of(Outcome outcome) {
    Expected expected = outcome.example().expected();
    List<String> surprises = new ArrayList<>();
    List<String> steady =
        outcome.effectKinds().stream().filter(kind -> !expected.varying().contains(kind)).toList();
    compare("effect", expected.promised(), steady, surprises);
    compare("problem", expected.wrong(), outcome.problemKinds(), surprises);
    Map<String, Integer> said = outcome.diagnostics();
    said.keySet().removeAll(expected.varying());
    compareRemarks(expected.said(), said, surprises);
    compareDetails(outcome, surprises);
    for (String pattern : expected.shown()) {
      if (outcome.effects().stream().noneMatch(effect -> effect.text().matches(pattern))) {
        surprises.add("no effect reads '" + pattern + "', which was expected");
      }
    }
    return new Judgement(verdict(outcome, surprises), surprises);
  }

  private static Verdict verdict(Outcome outcome, List<String> surprises) {
    if (!surprises.isEmpty()) {
      return Verdict.SURPRISING;
    }
    if (outcome.example().kind() == BlockClass.SYNTAX) {
      return Verdict.PARSED;
    }
    if (!outcome.remarks().isEmpty()) {
      return Verdict.DIAGNOSED;
    }
    if (outcome.problems().isEmpty()) {
      return Verdict.DONE;
    }
    String fault = outcome.example().expected().fault();
    return fault == null ? Verdict.CANNOT : fault.equals("page") ? Verdict.MISTAKEN : Verdict.DONE;
  }

  private static void compare(
      String what, List<String> expected, List<String> seen, List<String> surprises) {
    for (String kind : new TreeSet<>(expected)) {
      if (!seen.contains(kind)) {
        surprises.add("no " + what + " '" + kind + "', which was expected");
      }
    }
    for (String kind : new TreeSet<>(seen)) {
      if (!expected.contains(kind)) {
        surprises.add(
            (what.startsWith("e") ? "an " : "a ") + what + " '" + kind + "' that was not expected");
      }
    }
  }

  private static void compareRemarks(
      Map<String, Integer> expected, Map<String, Integer> seen, List<String> surprises) {
    Set<String> codes = new TreeSet<>(expected.keySet());
    codes.addAll(seen.keySet());
    for (String code : codes) {
      Integer wanted = expected.get(code);
      Integer found = seen.get(code);
      if (wanted == null) {
        surprises.add("the diagnostic " + code + " in line " + found + ", which was not expected");
      } else if (found == null) {
        surprises.add("no diagnostic " + code + ", which was expected");
      } else if (!wanted.equals(found)) {
        surprises.add(
            "the diagnostic "
                + code
                + " in line "
                + found
                + ", and line "
                + wanted
                + " of the block was expected");
      }
    }
  }

  /** What effects are about must be what the block says. */
  private static void compareDetails(Outcome outcome, List<String> surprises) {
    Reading reading = outcome.example().reading();
    List<String> stored =
        outcome.effects().stream()
            .filter(effect -> effect.kind().equals(Effect.STORED))
            .map(effect -> effect.detail().substring(effect.detail().indexOf(' ') + 1))
            .toList();
    if (outcome.example().expected().promised().contains(Effect.STORED)) {
      for (String url : reading.addedUrls()) {
        String path = url.replaceFirst("^(\\./)?(?=[^/])(?!https?:)", "/");
        if (!stored.contains(path)) {
          surprises.add("'" + url + "' was not stored");
        }
      }
    }
    if (reading.hasTemplates() || outcome.example().fixture().surrounds()) {
      return;
    }
    for (Effect effect : outcome.effects()) {
      boolean isText =
          effect.kind().equals(Effect.TITLE)
              || effect.kind().equals(Effect.NOTIFICATION)
              || effect.kind().equals(Effect.WINDOW);
      if (isText && !isSaid(reading, effect.detail())) {
        surprises.add(effect.text() + ", which the block does not say");
      }
    }
  }

  private static boolean isSaid(Reading reading, String detail) {
    return reading.strings().contains(detail)
        // What events bring along is ours.
        || detail.equals("/some/path")
        || detail.equals("News");
  }
}
