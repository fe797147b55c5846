// https://webassembly.github.io/spec/js-api/#webassembly-namespace

import {
  ObjectDefineProperty,
  PromisePrototypeThen,
  PromiseReject,
  PromiseResolve,
  ReflectApply,
  ReflectOwnKeys,
  SymbolToStringTag,
} from "./internal/primordials.mjs";
import { copyOf } from "./internal/bytes.mjs";
import { load, nextTurn, ops } from "./internal/host.mjs";
import { CompileError, LinkError, RuntimeError } from "./internal/wasm/errors.mjs";
import { readImports } from "./internal/wasm/imports.mjs";
import { requireArguments } from "./internal/webidl.mjs";
import { Global } from "./wasm-global.mjs";
import { Instance, createInstance, toImportObject } from "./wasm-instance.mjs";
import { Memory } from "./wasm-memory.mjs";
import { Module, compile, isModule } from "./wasm-module.mjs";
import { Table } from "./wasm-table.mjs";

/** https://webassembly.github.io/spec/js-api/#asynchronously-compile-a-webassembly-module */
const compileLater = (buffer) => PromisePrototypeThen(nextTurn(), () => compile(buffer));

/** https://webassembly.github.io/spec/js-api/#asynchronously-instantiate-a-webassembly-module */
function instantiateLater(module, importObject) {
  const imports = readImports(module, importObject);
  return PromisePrototypeThen(nextTurn(), () => createInstance(module, imports));
}

/** https://webassembly.github.io/spec/js-api/#instantiate-a-promise-of-a-module */
const instantiatePromised = (promise, importObject) =>
  PromisePrototypeThen(promise, (module) =>
    PromisePrototypeThen(instantiateLater(module, importObject), (instance) => ({
      module,
      instance,
    })),
  );

/** https://webassembly.github.io/spec/web-api/#compile-a-potential-webassembly-response */
const compileSource = (source) => {
  const { whenWasmBytes } = load("internal/wasm/streaming.mjs");
  return PromisePrototypeThen(whenWasmBytes(PromiseResolve(source)), compileLater);
};

const asynchronous = {
  compile(bytes) {
    requireArguments(arguments.length, 1, "WebAssembly.compile()");
    return compileLater(copyOf(bytes));
  },

  compileStreaming(source) {
    requireArguments(arguments.length, 1, "WebAssembly.compileStreaming()");
    return compileSource(source);
  },

  instantiate(source, importObject = undefined) {
    requireArguments(arguments.length, 1, "WebAssembly.instantiate()");
    if (isModule(source)) {
      return instantiateLater(source, toImportObject(importObject));
    }
    const buffer = copyOf(source);
    return instantiatePromised(compileLater(buffer), toImportObject(importObject));
  },

  instantiateStreaming(source, importObject = undefined) {
    requireArguments(arguments.length, 1, "WebAssembly.instantiateStreaming()");
    const imports = toImportObject(importObject);
    return instantiatePromised(compileSource(source), imports);
  },
};

const synchronous = {
  validate(bytes) {
    requireArguments(arguments.length, 1, "WebAssembly.validate()");
    return ops.wasm.validate(copyOf(bytes));
  },
};

const interfaces = {
  CompileError,
  Global,
  Instance,
  LinkError,
  Memory,
  Module,
  RuntimeError,
  Table,
};

export const WebAssembly = {};

const keys = ReflectOwnKeys(asynchronous);
for (let i = 0; i < keys.length; i++) {
  define(keys[i], promising(keys[i]), true);
}
define("validate", synchronous.validate, true);
const names = ReflectOwnKeys(interfaces);
for (let i = 0; i < names.length; i++) {
  define(names[i], interfaces[names[i]], false);
}
ObjectDefineProperty(WebAssembly, SymbolToStringTag, {
  value: "WebAssembly",
  configurable: true,
});

function define(name, value, enumerable) {
  ObjectDefineProperty(WebAssembly, name, {
    value,
    writable: true,
    enumerable,
    configurable: true,
  });
}

/** https://webidl.spec.whatwg.org/#dfn-create-operation-function: what is thrown is a rejection. */
function promising(name) {
  const steps = asynchronous[name];
  const operations = {
    [name](source) {
      try {
        return ReflectApply(steps, undefined, arguments);
      } catch (error) {
        return PromiseReject(error);
      }
    },
  };
  return operations[name];
}
