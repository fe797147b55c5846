promise_test(async () => {
  const response = await fetch("/count?second-time");
  assert_equals(await response.text(), "2");
}, "it passes when it is run again");
