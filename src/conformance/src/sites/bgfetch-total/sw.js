addEventListener("backgroundfetchsuccess", (event) => console.log("fits:", event.registration.id));
