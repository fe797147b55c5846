package dev.bellhop.conformance.compatibility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the specifications give to a service worker's global, and why some of it is not there. */
final class Specified {
  private final List<Member> members;
  private final Map<String, String> titles = new LinkedHashMap<>();
  private final Map<String, String> reasons = new HashMap<>();

  /** Reads the tables. */
  Specified() {
    members =
        Table.rows("members.tsv").stream()
            .map(row -> new Member(row.get(0), row.get(1), row.get(2), row.get(3)))
            .toList();
    for (List<String> row : Table.rows("specifications.tsv")) {
      titles.put(row.get(0), row.get(1));
      if (!row.get(2).isEmpty()) {
        reasons.put("specification " + row.get(0), row.get(2));
      }
    }
    Table.absentInterfaces().forEach(row -> reasons.put(row.get(0), row.get(2)));
    Table.rows("reasons.tsv").forEach(row -> reasons.put(row.get(0), row.get(1)));
  }

  /** All members, each after the interface that it belongs to. */
  List<Member> members() {
    return members;
  }

  /** The keys of the specifications, in the order in which they are shown, and their titles. */
  Map<String, String> titles() {
    return titles;
  }

  /** The interfaces and namespaces that a specification defines, with all their members. */
  Map<Member, List<Member>> owners(String specification) {
    Map<String, Member> owners = new LinkedHashMap<>();
    members.stream()
        .filter(member -> member.isOwner() && member.specification().equals(specification))
        .forEach(owner -> owners.put(owner.owner(), owner));
    Map<Member, List<Member>> result = new LinkedHashMap<>();
    owners.values().forEach(owner -> result.put(owner, new ArrayList<>()));
    for (Member member : members) {
      Member owner = owners.get(member.owner());
      if (owner != null && !member.isOwner()) {
        result.get(owner).add(member);
      }
    }
    return result;
  }

  /** Why something is missing: what is said of it, of its interface, or of its specification. */
  @Nullable String reason(Member member) {
    for (String subject :
        List.of(member.path(), member.owner(), "specification " + member.specification())) {
      String reason = reasons.get(subject);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  /** What is said of a global that no table has; null where nothing is. */
  @Nullable String remark(String global) {
    return reasons.get("global " + global);
  }
}
