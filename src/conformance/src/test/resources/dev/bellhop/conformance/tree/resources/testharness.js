// As much of a test harness as the runner and its report script meet.
"use strict";
(() => {
  const OK = 0;
  const [PASS, FAIL, TIMEOUT] = [0, 1, 2];
  const tests = [];
  const called = { result: [], state: [], completion: [] };
  const isWorker = typeof WorkerGlobalScope === "function";
  let explicit = isWorker;
  let open = 0;
  let workers = 0;
  let status = null;
  const listeners = [];

  const call = (kind, ...values) => called[kind].forEach((callback) => callback(...values));
  const toPages = (message) => listeners.forEach((port) => port.postMessage(message));

  function ended(test, state, message) {
    if (test.status === null) {
      test.status = state;
      test.message = message;
      open--;
      call("result", test);
      toPages({ type: "result", test });
      endIfDone();
    }
  }

  function endIfDone() {
    if (!explicit && open === 0 && workers === 0) {
      end(OK);
    }
  }

  function end(code) {
    if (status === null) {
      status = { status: code, message: null };
      call("completion", tests, status);
      toPages({ type: "complete", tests, status });
    }
  }

  function added(name) {
    const test = { name: name ?? "untitled", status: null, message: null };
    tests.push(test);
    open++;
    call("state", test);
    return test;
  }

  self.test = (body, name) => self.promise_test(async () => body(), name);
  self.promise_test = (body, name) => {
    const test = added(name);
    Promise.resolve()
      .then(body)
      .then(
        () => ended(test, PASS, null),
        (error) => ended(test, FAIL, String(error?.message ?? error)),
      );
  };
  self.assert_equals = (actual, expected) => {
    if (!Object.is(actual, expected)) {
      throw new Error(`expected ${String(expected)} but got ${String(actual)}`);
    }
  };
  self.setup = (first) => {
    explicit ||= Boolean(first?.explicit_done);
  };
  self.done = () => {
    explicit = false;
    endIfDone();
  };
  self.timeout = () => {
    explicit = true;
    for (const test of tests) {
      ended(test, TIMEOUT, "Test timed out");
    }
    end(2);
  };
  self.add_result_callback = (callback) => called.result.push(callback);
  self.add_test_state_callback = (callback) => called.state.push(callback);
  self.add_completion_callback = (callback) => called.completion.push(callback);

  if (isWorker) {
    self.addEventListener("message", (event) => {
      listeners.push(event.source);
      if (status !== null) {
        event.source.postMessage({ type: "complete", tests, status });
      }
    });
  }

  self.fetch_tests_from_worker = (worker) => {
    workers++;
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data.type === "result") {
        call("state", data.test);
        call("result", data.test);
      } else if (status === null) {
        tests.push(...data.tests);
        status = data.status;
        call("completion", tests, status);
      }
    });
    worker.postMessage("connect");
  };
})();
