addEventListener("message", (event) => {
  const { data } = event;
  const waits = {
    function: () => event.waitUntil(async () => console.log("never called")),
    rejected: () => event.waitUntil(Promise.reject(new RangeError("no"))),
    microtask: () => Promise.resolve().then(() => event.waitUntil(Promise.resolve("in time"))),
    pending: () => {
      event.waitUntil(new Promise((resolve) => setTimeout(resolve, 100)));
      setTimeout(() => event.waitUntil(Promise.resolve("while one is pending")), 20);
    },
    late: () => {
      setTimeout(() => {
        try {
          event.waitUntil(Promise.resolve());
        } catch (error) {
          console.log("late:", error.name);
        }
      }, 50);
    },
    untrusted: () => {
      try {
        new ExtendableEvent("own").waitUntil(Promise.resolve());
      } catch (error) {
        console.log("untrusted:", error.name);
      }
    },
  };
  waits[data]();
});
