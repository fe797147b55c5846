// https://streams.spec.whatwg.org/#readablestreamgenericreader

import {
  ObjectDefineProperty,
  PromiseReject,
  ReflectGetOwnPropertyDescriptor,
  ReflectOwnKeys,
} from "../primordials.mjs";
import { illegalInvocation } from "../webidl.mjs";
import { readerIsReleased } from "./readers.mjs";

/**
 * Gives an interface the members that readers have in common. `readerOf` gives the state of an
 * object, or null where it is of another interface.
 */
export function includeGenericReader(constructor, readerOf) {
  const wrongReceiver = () => illegalInvocation(constructor.name);
  const members = {
    get closed() {
      const reader = readerOf(this);
      return reader === null ? PromiseReject(wrongReceiver()) : reader.closed.promise;
    },
    cancel(reason = undefined) {
      const reader = readerOf(this);
      if (reader === null) {
        return PromiseReject(wrongReceiver());
      }
      const { stream } = reader;
      return stream === null ? PromiseReject(readerIsReleased()) : stream.cancel(reason);
    },
    releaseLock() {
      const reader = readerOf(this);
      if (reader === null) {
        throw wrongReceiver();
      }
      if (reader.stream !== null) {
        reader.release();
      }
    },
  };
  const keys = ReflectOwnKeys(members);
  for (let i = 0; i < keys.length; i++) {
    const property = ReflectGetOwnPropertyDescriptor(members, keys[i]);
    ObjectDefineProperty(constructor.prototype, keys[i], property);
  }
}
