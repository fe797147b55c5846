addEventListener("backgroundfetchsuccess", () => {});
