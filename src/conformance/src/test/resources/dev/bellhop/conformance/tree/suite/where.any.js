// META: global=window,serviceworker
// META: variant=
// META: variant=?two
test(() => assert_equals(typeof importScripts, "function"), "it runs in a worker");
test(() => assert_equals(location.search, "?two"), "it is the second variant");
