package dev.bellhop.url.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matches components without regular expression groups. All ways through the program are gone at
 * once, character by character, the preferred first: the time it takes grows with the input's
 * length, whatever the pattern, while the groups come out as from JavaScript's backtracking RegExp.
 * Safe from any thread.
 */
final class WildcardMatcher implements ComponentMatcher {
  private static final int UNSET = -1;

  private final List<Step> program;
  private final int slots;
  private final CaseMatching caseMatching;

  /** A matcher for a program that marks the starts and ends of groups in so many slots. */
  WildcardMatcher(List<Step> program, int slots, CaseMatching caseMatching) {
    this.program = List.copyOf(program);
    this.slots = slots;
    this.caseMatching = caseMatching;
  }

  /** A way through the program: the step it is at, and where the groups were on it. */
  private record Way(int step, int[] marks) {}

  @Override
  public @Nullable List<@Nullable String> match(String input) {
    int[] none = new int[slots];
    Arrays.fill(none, UNSET);
    List<Way> ways = new ArrayList<>();
    addWays(0, none, 0, ways, new boolean[program.size()]);
    for (int i = 0; i < input.length() && !ways.isEmpty(); i++) {
      List<Way> next = new ArrayList<>();
      boolean[] seen = new boolean[program.size()];
      for (Way way : ways) {
        if (takes(program.get(way.step), input.charAt(i))) {
          addWays(way.step + 1, way.marks, i + 1, next, seen);
        }
      }
      ways = next;
    }
    for (Way way : ways) {
      if (program.get(way.step) instanceof Step.Accept) {
        return groups(input, way.marks);
      }
    }
    return null;
  }

  private boolean takes(Step step, char c) {
    return switch (step) {
      case Step.Take(char wanted) ->
          c == wanted
              || caseMatching == CaseMatching.IGNORED
                  && Character.toLowerCase(c) == Character.toLowerCase(wanted);
      case Step.TakeOther(String delimiter) -> delimiter.indexOf(c) < 0;
      case Step.Fork _, Step.Mark _, Step.Accept _ -> false;
    };
  }

  /**
   * Adds the ways that lead on from a step to steps that look at the input, the preferred first. A
   * step that a preferred way has come to needs no second visit.
   */
  private void addWays(int step, int[] marks, int position, List<Way> ways, boolean[] seen) {
    if (seen[step]) {
      return;
    }
    seen[step] = true;
    switch (program.get(step)) {
      case Step.Fork(int first, int second) -> {
        addWays(first, marks, position, ways, seen);
        addWays(second, marks, position, ways, seen);
      }
      case Step.Mark(int slot) -> {
        int[] marked = marks.clone();
        marked[slot] = position;
        addWays(step + 1, marked, position, ways, seen);
      }
      case Step.Take _, Step.TakeOther _, Step.Accept _ -> ways.add(new Way(step, marks));
    }
  }

  private static List<@Nullable String> groups(String input, int[] marks) {
    List<@Nullable String> groups = new ArrayList<>(marks.length / 2);
    for (int i = 0; i < marks.length; i += 2) {
      groups.add(marks[i] == UNSET ? null : input.substring(marks[i], marks[i + 1]));
    }
    return groups;
  }
}
