package dev.bellhop.conformance.compatibility;

/**
 * A member of an interface or a namespace, or the interface itself.
 *
 * @param specification the key of the specification that defines it
 * @param owner the interface's name; in a namespace, with the namespace and a dot before it
 * @param name the member's, "" for the interface itself; a symbol as in {@code Symbol.iterator}
 * @param kind "interface", "namespace", "constructor", "constant", "attribute", "handler",
 *     "operation", "unforgeable" for an attribute that each object has itself, or "attribute" or
 *     "operation" after "static "
 */
record Member(String specification, String owner, String name, String kind) {
  /** Whether it stands for the interface or namespace as a whole. */
  boolean isOwner() {
    return name.isEmpty();
  }

  boolean isStatic() {
    return kind.startsWith("static ");
  }

  /** As reasons name it. */
  String path() {
    return isOwner() ? owner : owner + "." + name + (isStatic() ? " (static)" : "");
  }
}
