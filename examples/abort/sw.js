addEventListener("backgroundfetchabort", (event) => {
  const { id, result, failureReason } = event.registration;
  console.log(`${id}: ${result}, ${failureReason}`);
});
