// Puts the platform's names where Web IDL has them: interfaces and the members of a [Global]
// interface on the global itself, those of WorkerGlobalScope on its prototype.
// https://webidl.spec.whatwg.org/#define-the-global-property-references

import {
  Object,
  ObjectDefineProperty,
  ObjectGetOwnPropertyDescriptor,
  ObjectPrototypeHasOwnProperty,
  PromiseReject,
  ReflectApply,
  ReflectOwnKeys,
  WeakSet,
  WeakSetPrototypeAdd,
  WeakSetPrototypeHas,
  global,
} from "./primordials.mjs";
import { load } from "./host.mjs";
import { exposed, globalEventHandlers } from "./exposure.mjs";
import { illegalInvocation } from "./webidl.mjs";
import { defineEventHandlers } from "../event-target.mjs";
import { WorkerGlobalScope } from "../global-scope.mjs";

/** Defines all that a global of this kind shows: "worker" or "page". */
export function exposeAll(kind) {
  const shared = kind === "worker" ? WorkerGlobalScope.prototype : global;
  const holders = { __proto__: null, all: shared, [kind]: shared };
  if (kind === "worker") {
    holders["service-worker"] = global;
  }
  for (let i = 0; i < exposed.length; i++) {
    const [name, path, realms, how] = exposed[i];
    const holder = holders[realms];
    if (holder !== undefined) {
      expose(holder, name, path, how);
    }
  }
  const realms = ReflectOwnKeys(holders);
  for (let i = 0; i < realms.length; i++) {
    defineEventHandlers(holders[realms[i]], globalEventHandlers[realms[i]] ?? []);
  }
  showValues();
}

function expose(holder, name, path, how) {
  switch (how) {
    case "attribute":
    case "replaceable":
      exposeAttribute(holder, name, path, how);
      break;
    case "namespace":
      exposeValue(global, name, false, () => load(path)[name]);
      break;
    case "async":
      exposeValue(holder, name, true, () => promising(name, load(path)[name]));
      break;
    default:
      if (name[0] < "a") {
        exposeValue(global, name, false, () => load(path)[name]);
      } else {
        exposeValue(holder, name, true, () => operation(name, load(path)[name]));
      }
  }
}

const define = (object, name, value, enumerable) => {
  ObjectDefineProperty(object, name, { value, writable: true, enumerable, configurable: true });
};

/** The getters that stand for a value until it is wanted. */
const standIns = new WeakSet();

function exposeValue(holder, name, enumerable, make) {
  const get = () => {
    const value = make();
    define(holder, name, value, enumerable);
    return value;
  };
  WeakSetPrototypeAdd(standIns, get);
  const property = {
    get,
    set(value) {
      const target = this ?? global;
      define(target, name, value, target === holder ? enumerable : true);
    },
    enumerable,
    configurable: true,
  };
  ObjectDefineProperty(holder, name, property);
}

/** https://webidl.spec.whatwg.org/#dfn-attribute-getter */
function exposeAttribute(holder, name, path, how) {
  const attribute = {
    get [name]() {
      checkThis(this);
      return load(path)[name];
    },
    set [name](value) {
      checkThis(this);
      define(global, name, value, true);
    },
  };
  const property = ObjectGetOwnPropertyDescriptor(attribute, name);
  if (how !== "replaceable") {
    property.set = undefined;
  }
  ObjectDefineProperty(holder, name, property);
}

/** https://webidl.spec.whatwg.org/#dfn-create-operation-function */
function operation(name, steps) {
  const operations = {
    [name]() {
      checkThis(this);
      return ReflectApply(steps, undefined, arguments);
    },
  };
  return withLength(operations[name], steps.length);
}

function promising(name, steps) {
  const operations = {
    [name]() {
      try {
        checkThis(this);
      } catch (error) {
        return PromiseReject(error);
      }
      return ReflectApply(steps, undefined, arguments);
    },
  };
  return withLength(operations[name], steps.length);
}

function withLength(operation, value) {
  ObjectDefineProperty(operation, "length", { value, configurable: true });
  return operation;
}

function checkThis(value) {
  if (value !== undefined && value !== null && value !== global) {
    throw illegalInvocation("the global");
  }
}

/**
 * That a value is loaded when it is first read is nobody's business, so whoever asks for its
 * property descriptor gets that of the value: replacing `fetch` for a test, for one, begins so.
 */
function showValues() {
  const { Reflect } = global;
  const { getOwnPropertyDescriptor, getOwnPropertyDescriptors } = Object;
  const fromReflect = Reflect.getOwnPropertyDescriptor;
  redefine(Object, {
    getOwnPropertyDescriptor(value, key) {
      return shown(getOwnPropertyDescriptor, value, key);
    },
    getOwnPropertyDescriptors(value) {
      const descriptors = getOwnPropertyDescriptors(value);
      const keys = ReflectOwnKeys(descriptors);
      for (let i = 0; i < keys.length; i++) {
        if (isStandIn(descriptors[keys[i]])) {
          descriptors[keys[i]] = shown(fromReflect, value, keys[i]);
        }
      }
      return descriptors;
    },
  });
  redefine(Reflect, {
    getOwnPropertyDescriptor(value, key) {
      return shown(fromReflect, value, key);
    },
  });
}

function redefine(object, methods) {
  const names = ReflectOwnKeys(methods);
  for (let i = 0; i < names.length; i++) {
    define(object, names[i], methods[names[i]], false);
  }
}

function shown(read, value, key) {
  const descriptor = read(value, key);
  if (!isStandIn(descriptor)) {
    return descriptor;
  }
  ReflectApply(descriptor.get, undefined, []);
  return read(value, key);
}

const isStandIn = (descriptor) =>
  descriptor !== undefined &&
  ObjectPrototypeHasOwnProperty(descriptor, "get") &&
  WeakSetPrototypeHas(standIns, descriptor.get);
