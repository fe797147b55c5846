package dev.bellhop.conformance.compatibility;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes COMPATIBILITY.md. */
final class CompatibilityText {
  private static final String SERVICE_WORKER = "service worker";

  private final Specified specified;
  private final RealmMembers bellhop;
  private final ChromiumMembers chromium;
  private final WptFigures wpt;
  private final MdnFigures mdn;
  private final StringBuilder text = new StringBuilder();
  private final Set<String> unexplained = new TreeSet<>();

  private CompatibilityText(Specified specified, RealmMembers bellhop, Figures figures) {
    this.specified = specified;
    this.bellhop = bellhop;
    this.chromium = figures.chromium();
    this.wpt = figures.wpt();
    this.mdn = figures.mdn();
  }

  /**
   * The text, and what has no reason in the tables though it wants one.
   *
   * @param unexplained paths of members that are missing, and names of globals
   */
  record Written(String text, Set<String> unexplained) {}

  /** Writes down what a worker has told, beside what was measured. */
  static Written of(Specified specified, RealmMembers bellhop, Figures figures) {
    var text = new CompatibilityText(specified, bellhop, figures);
    text.write();
    return new Written(text.text.toString(), text.unexplained);
  }

  private void write() {
    line("# Compatibility");
    line();
    line(
        "What a service worker of Bellhop has, and what it has not: a running one is asked for each");
    line(
        "interface and member that the specifications give to its global, and %s is",
        chromium.name());
    line("asked by the same script. web-platform-tests were run in %s.", wpt.others());
    line(
        "`./bellhop compatibility COMPATIBILITY.md` writes this file; a test fails where it is out of");
    line("date.");
    totals();
    suites();
    examples();
    interfaces();
    leftOut();
    besides();
  }

  private void totals() {
    line();
    line("| | Bellhop | Chromium |");
    line("|---|---|---|");
    total("interfaces and namespaces", Member::isOwner);
    total("their members", member -> !member.isOwner());
    total(
        "interfaces, without the specifications that are left out",
        member -> member.isOwner() && !isLeftOut(member.specification()));
    Set<String> kept =
        specified.members().stream()
            .filter(member -> member.isOwner() && !isLeftOut(member.specification()))
            .map(Member::owner)
            .collect(Collectors.toSet());
    total("their members", member -> !member.isOwner() && kept.contains(member.owner()));
    long passed = 0;
    long subtests = 0;
    long theirs = 0;
    long all = 0;
    for (WptFigures.Row row : wpt.rows()) {
      if (row.place().equals(SERVICE_WORKER)) {
        passed += row.passed();
        subtests += row.subtests();
        theirs += row.otherPassed();
        all += row.otherSubtests();
      }
    }
    line(
        "| subtests of web-platform-tests in service workers | %s | %s |",
        share(passed, subtests), share(theirs, all));
    long went =
        mdn.verdicts().values().stream()
            .mapToLong(verdicts -> verdicts.values().stream().mapToInt(n -> n).sum())
            .sum();
    line("| examples of MDN that are run and judged | %d | |", went);
  }

  private void total(String what, Predicate<Member> wanted) {
    List<Member> members = specified.members().stream().filter(wanted).toList();
    line(
        "| %s | %s | %s |",
        what,
        share(members.stream().filter(bellhop::has).count(), members.size()),
        share(members.stream().filter(chromium.members()::has).count(), members.size()));
  }

  private void suites() {
    line();
    line("## web-platform-tests");
    line();
    line(
        "Subtests that passed, as `./bellhop wpt --wpt DIR --json` counted them on that day, after the");
    line(
        "number of files and how many of them passed as a whole, in every subtest. %s was run",
        wpt.others());
    line(
        "on the same tree and server, and is shown for the files that both have run. \"Not declared\"");
    line("are tests that are made for other workers and are run in a service worker.");
    String place = "";
    for (WptFigures.Row row : wpt.rows()) {
      if (!row.place().equals(place)) {
        place = row.place();
        line();
        line("| in a %s | files, passed as a whole | subtests | %s | day |", place, wpt.others());
        line("|---|---|---|---|---|");
      }
      line(
          "| %s | %d, %d | %s | %s | %s |",
          row.suite(),
          row.files(),
          row.whole(),
          share(row.passed(), row.subtests()),
          row.otherSubtests() == 0 ? "" : share(row.otherPassed(), row.otherSubtests()),
          row.day());
    }
  }

  private void examples() {
    line();
    line("## MDN's examples");
    line();
    line("The blocks of JavaScript on MDN's pages about service workers and what they use, as");
    line("`./bellhop mdn DIR --json` judged them: %d blocks.", mdn.blocks());
    line();
    Set<String> verdicts =
        mdn.verdicts().values().stream()
            .flatMap(kind -> kind.keySet().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    line("| | %s |", String.join(" | ", verdicts));
    line("|---|%s", "---|".repeat(verdicts.size()));
    mdn.verdicts()
        .forEach(
            (kind, counts) ->
                line(
                    "| %s | %s |",
                    kind,
                    verdicts.stream()
                        .map(verdict -> String.valueOf(counts.getOrDefault(verdict, 0)))
                        .collect(Collectors.joining(" | "))));
  }

  private void interfaces() {
    line();
    line("## Interfaces and members");
    line();
    line(
        "By the specification that defines the interface; what is missing is struck out, with the");
    line("reason after it.");
    specified
        .titles()
        .forEach(
            (specification, title) -> {
              Map<Member, List<Member>> owners = specified.owners(specification);
              if (!owners.isEmpty() && !isLeftOut(specification)) {
                section(title, owners);
              }
            });
  }

  private void section(String title, Map<Member, List<Member>> owners) {
    line();
    line("### %s", title);
    line();
    line("| | Bellhop | %s | members |", chromium.name());
    line("|---|---|---|---|");
    owners.forEach(
        (owner, members) ->
            line(
                "| `%s` | %s | %s | %s |",
                owner.owner(),
                score(owner, members, bellhop),
                score(owner, members, chromium.members()),
                cell(owner, members)));
  }

  private static String score(Member owner, List<Member> members, RealmMembers realm) {
    return realm.has(owner)
        ? "%d of %d".formatted(members.stream().filter(realm::has).count(), members.size())
        : "no";
  }

  private String cell(Member owner, List<Member> members) {
    if (!bellhop.has(owner)) {
      return names(members, "~~") + " " + why(owner);
    }
    Map<String, List<Member>> missing =
        members.stream()
            .filter(member -> !bellhop.has(member))
            .collect(Collectors.groupingBy(this::why, LinkedHashMap::new, Collectors.toList()));
    var cell = new StringBuilder(names(members.stream().filter(bellhop::has).toList(), ""));
    missing.forEach(
        (reason, group) -> cell.append(" ").append(names(group, "~~")).append(" ").append(reason));
    return cell.toString().strip();
  }

  private static String names(List<Member> members, String around) {
    return members.stream()
        .map(
            member ->
                around + "`" + (member.isStatic() ? "static " : "") + member.name() + "`" + around)
        .collect(Collectors.joining(" "));
  }

  private String why(Member member) {
    String reason = specified.reason(member);
    if (reason == null) {
      unexplained.add(member.path());
      return "";
    }
    return reason;
  }

  /** Whether nothing that the specification defines is there, and that is meant. */
  private boolean isLeftOut(String specification) {
    Set<Member> owners = specified.owners(specification).keySet();
    return !owners.isEmpty()
        && owners.stream().noneMatch(bellhop::has)
        && owners.stream().allMatch(owner -> specified.reason(owner) != null);
  }

  private void leftOut() {
    line();
    line("## Specifications that are left out");
    line();
    line("| | interfaces, members | %s | why | interfaces |", chromium.name());
    line("|---|---|---|---|---|");
    specified
        .titles()
        .forEach(
            (specification, title) -> {
              if (isLeftOut(specification)) {
                Map<Member, List<Member>> owners = specified.owners(specification);
                line(
                    "| %s | %d, %d | %d, %d | %s | %s |",
                    title,
                    owners.size(),
                    owners.values().stream().mapToInt(List::size).sum(),
                    owners.keySet().stream().filter(chromium.members()::has).count(),
                    owners.values().stream()
                        .flatMap(List::stream)
                        .filter(chromium.members()::has)
                        .count(),
                    why(owners.keySet().iterator().next()),
                    owners.keySet().stream()
                        .map(owner -> "`" + owner.owner() + "`")
                        .collect(Collectors.joining(" ")));
              }
            });
  }

  private void besides() {
    line();
    line("## What the global has besides");
    line();
    line("ECMAScript's own names are not listed.");
    line();
    line("| | |");
    line("|---|---|");
    for (String name : bellhop.besides()) {
      String remark = specified.remark(name);
      if (remark == null) {
        unexplained.add("global " + name);
      }
      line("| `%s` | %s |", name, remark == null ? "" : remark);
    }
  }

  private static String share(long part, long all) {
    return all == 0
        ? "0"
        : String.format(Locale.ROOT, "%,d of %,d (%.1f %%)", part, all, 100.0 * part / all);
  }

  private void line() {
    text.append('\n');
  }

  private void line(String format, Object... values) {
    text.append(values.length == 0 ? format : format.formatted(values)).append('\n');
  }
}
