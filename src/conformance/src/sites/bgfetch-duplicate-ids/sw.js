addEventListener("backgroundfetchabort", (event) => console.log("aborted", event.registration.id));
addEventListener("backgroundfetchsuccess", (event) => console.log("done", event.registration.id));
