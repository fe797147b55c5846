// Tells the page when the event came.

const tell = async (type, reason, at) => {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    client.postMessage({ type, reason, at });
  }
};

for (const type of ["backgroundfetchsuccess", "backgroundfetchfail", "backgroundfetchabort"]) {
  addEventListener(type, (event) => {
    event.waitUntil(tell(type, event.registration.failureReason, Date.now()));
  });
}
