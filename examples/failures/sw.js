// Says what became of each request.
async function explain(registration) {
  for (const record of await registration.matchAll()) {
    const outcome = await record.responseReady.then(
      (response) => `status ${response.status}`,
      (error) => error.name,
    );
    console.log(`${record.request.url}: ${outcome}`);
  }
}

addEventListener("backgroundfetchfail", (event) => {
  console.log(`${event.registration.id} has failed: ${event.registration.failureReason}`);
  event.waitUntil(explain(event.registration));
});
