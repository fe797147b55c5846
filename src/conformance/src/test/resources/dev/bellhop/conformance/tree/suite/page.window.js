test(() => assert_equals(self, window), "it runs in a page");
promise_test(async () => {
  await test_driver.set_permission({ name: "notifications" }, "denied");
}, "it may set permissions");
