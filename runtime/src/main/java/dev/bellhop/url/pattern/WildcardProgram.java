package dev.bellhop.url.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns parts without regular expressions into the steps of a {@link WildcardMatcher}. They match
 * what the regular expression of {@link RegExpText} matches.
 */
final class WildcardProgram {
  private final PatternOptions options;
  private final List<Step> steps = new ArrayList<>();
  private int slots;

  private WildcardProgram(PatternOptions options) {
    this.options = options;
  }

  static ComponentMatcher matcher(List<Part> parts, PatternOptions options) {
    WildcardProgram program = new WildcardProgram(options);
    for (Part part : parts) {
      switch (part) {
        case Part.FixedText(String value, Modifier modifier) ->
            program.repeat(modifier, () -> program.text(value));
        case Part.Group group -> program.group(group);
      }
    }
    program.steps.add(new Step.Accept());
    return new WildcardMatcher(program.steps, program.slots, options.caseMatching());
  }

  private void group(Part.Group group) {
    Runnable wildcard = wildcard(group.matcher());
    if (group.isBare()) {
      bareGroup(group, wildcard);
    } else if (!group.modifier().repeats()) {
      repeat(
          group.modifier(),
          () -> {
            text(group.prefix());
            marked(wildcard);
            text(group.suffix());
          });
    } else {
      Modifier whole =
          group.modifier() == Modifier.ZERO_OR_MORE ? Modifier.OPTIONAL : Modifier.NONE;
      repeat(whole, () -> repeatedGroup(group, wildcard));
    }
  }

  /** A repeated group keeps everything from after its first prefix to before its last suffix. */
  private void repeatedGroup(Part.Group group, Runnable wildcard) {
    Runnable again =
        () -> {
          text(group.suffix());
          text(group.prefix());
          wildcard.run();
        };
    text(group.prefix());
    marked(
        () -> {
          wildcard.run();
          repeat(Modifier.ZERO_OR_MORE, again);
        });
    text(group.suffix());
  }

  /**
   * A group without prefix and suffix. Where it is repeated, many short matches in a row are one
   * long match. Where it is optional it takes no part rather than match nothing, as in JavaScript.
   */
  private void bareGroup(Part.Group group, Runnable wildcard) {
    Runnable one = () -> one(group.matcher());
    boolean full = group.matcher() instanceof Part.FullWildcard;
    switch (group.modifier()) {
      case NONE -> marked(wildcard);
      case OPTIONAL ->
          repeat(
              Modifier.OPTIONAL,
              () -> marked(full ? () -> repeat(Modifier.ONE_OR_MORE, one) : wildcard));
      case ZERO_OR_MORE -> marked(() -> repeat(Modifier.ZERO_OR_MORE, one));
      case ONE_OR_MORE ->
          marked(() -> repeat(full ? Modifier.ZERO_OR_MORE : Modifier.ONE_OR_MORE, one));
    }
  }

  private Runnable wildcard(Part.Matcher matcher) {
    Runnable one = () -> one(matcher);
    return matcher instanceof Part.FullWildcard
        ? () -> repeat(Modifier.ZERO_OR_MORE, one)
        : () -> fewButOne(one);
  }

  /** One character of a wildcard. */
  private void one(Part.Matcher matcher) {
    boolean full = matcher instanceof Part.FullWildcard;
    steps.add(new Step.TakeOther(full ? "" : options.delimiter()));
  }

  private void text(String text) {
    text.chars().forEach(c -> steps.add(new Step.Take((char) c)));
  }

  private void marked(Runnable body) {
    int slot = slots;
    slots += 2;
    steps.add(new Step.Mark(slot));
    body.run();
    steps.add(new Step.Mark(slot + 1));
  }

  /** As often as the modifier says, rather more often. */
  private void repeat(Modifier modifier, Runnable body) {
    switch (modifier) {
      case NONE -> body.run();
      case OPTIONAL -> orNothing(body);
      case ONE_OR_MORE -> {
        int start = steps.size();
        body.run();
        steps.add(new Step.Fork(start, steps.size() + 1));
      }
      case ZERO_OR_MORE -> orNothing(() -> repeat(Modifier.ONE_OR_MORE, body));
    }
  }

  /** Once or more often, rather less often. */
  private void fewButOne(Runnable body) {
    int start = steps.size();
    body.run();
    steps.add(new Step.Fork(steps.size() + 1, start));
  }

  private void orNothing(Runnable body) {
    int fork = steps.size();
    steps.add(new Step.Accept());
    body.run();
    steps.set(fork, new Step.Fork(fork + 1, steps.size()));
  }
}
