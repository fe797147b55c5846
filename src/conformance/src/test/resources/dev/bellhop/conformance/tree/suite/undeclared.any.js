// META: script=/suite/resources/helper.js
promise_test(async () => assert_equals(help(), "helped"), "META scripts come first");
test(() => assert_equals(typeof clients, "object"), "the worker is a service worker");
