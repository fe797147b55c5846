// Interfaces whose messages wait until a script sets `onmessage`.
// https://html.spec.whatwg.org/#handler-messageeventtarget-onmessage

import { ObjectDefineProperty, ObjectGetOwnPropertyDescriptor, ReflectApply } from "./primordials.mjs";

/** Setting `onmessage` of the interface with this prototype calls `start` of the object, too. */
export function startWithHandler(prototype, start) {
  const { get, set } = ObjectGetOwnPropertyDescriptor(prototype, "onmessage");
  const attribute = {
    get onmessage() {
      return ReflectApply(get, this, []);
    },
    set onmessage(value) {
      ReflectApply(set, this, [value]);
      ReflectApply(start, this, []);
    },
  };
  ObjectDefineProperty(
    prototype,
    "onmessage",
    ObjectGetOwnPropertyDescriptor(attribute, "onmessage"),
  );
}
