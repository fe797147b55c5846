promise_test(() => new Promise(() => {}), "it never ends");
test(() => {}, "another one does");
