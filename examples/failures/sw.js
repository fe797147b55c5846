// Says what became of each request.
async function explain(registration) {
  for (const record of await registration.matchAll()) {
    const outcome = await record.responseReady.then(
      (response) => `status ${response.status}`,
      (error) => error.name,
    );
    console.log(`${registration.id}, ${registration.failureReason}: ${outcome}`);
  }
}

addEventListener("backgroundfetchfail", (event) => {
  event.waitUntil(explain(event.registration));
});
