importScripts("/resources/testharness.js");
test(() => assert_equals(typeof registration, "object"), "it runs in a worker");
done();
