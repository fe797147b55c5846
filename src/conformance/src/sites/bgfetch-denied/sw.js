addEventListener("backgroundfetchfail", () => console.log("this is not expected"));
