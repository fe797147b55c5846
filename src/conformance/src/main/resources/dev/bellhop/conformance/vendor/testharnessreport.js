// The place that testharness.js leaves for whoever runs the tests: tells the runner of the results.
"use strict";
(() => {
  const MARK = "bellhop-wpt:";
  const { debug } = console;
  const tell = (message) => debug(MARK + JSON.stringify(message));
  const HARNESS = ["OK", "ERROR", "TIMEOUT", "PRECONDITION_FAILED"];
  const SUBTEST = ["PASS", "FAIL", "TIMEOUT", "NOTRUN", "PRECONDITION_FAILED"];
  const described = ({ name, status, message }) => ({
    name,
    status: SUBTEST[status],
    message: message === null || message === undefined ? null : String(message),
  });

  add_result_callback((test) => tell({ type: "result", subtest: described(test) }));
  add_completion_callback((tests, status) =>
    tell({
      type: "complete",
      status: HARNESS[status.status],
      message: status.message ?? null,
      subtests: tests.map(described),
    }),
  );

  // Without a document, testharness.js takes the page for a shell, which is loaded at once. A page
  // is not: tests may be added until its load event, and where there are none by then, until there
  // is one. Tests that say themselves when they are done are left alone.
  let ownEnd = false;
  let begun = false;
  let loaded = false;
  const declare = setup;
  declare({ explicit_done: true });
  self.setup = function (first, second) {
    const properties = (typeof first === "function" ? second : first) ?? {};
    ownEnd ||= Boolean(properties.explicit_done || properties.single_test);
    return declare.apply(this, arguments);
  };
  const endIfComplete = () => {
    if (begun && loaded && !ownEnd) {
      ownEnd = true;
      done();
    }
  };
  const begin = () => {
    if (!begun) {
      begun = true;
      queueMicrotask(endIfComplete);
    }
  };
  add_test_state_callback(begin);
  // A worker's script may fail before its first test.
  const fetchTests = fetch_tests_from_worker;
  self.fetch_tests_from_worker = function () {
    const ended = fetchTests.apply(this, arguments);
    ended?.then(begin);
    return ended;
  };
  addEventListener("load", () => {
    loaded = true;
    endIfComplete();
  });

  // What tests ask the browser's automation for.
  self.test_driver = {
    async set_permission(descriptor, state) {
      tell({ type: "permission", name: descriptor.name, state });
      const status = await navigator.permissions.query(descriptor);
      if (status.state !== state) {
        throw new Error(`The permission ${descriptor.name} cannot be set to "${state}"`);
      }
    },
  };
})();
