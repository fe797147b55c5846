(async () => {
  for (const path of [
    "film.txt",
    "made",
    "undefined",
    "rejected",
    "thrown",
    "prevented",
    "error",
    "twice",
    "late",
    "used",
    "redirected",
    "passed",
    "nowhere.txt",
  ]) {
    await fetch(path).then(
      async (response) => console.log(path, response.status, (await response.text()).trim()),
      (error) => console.log(path, error.name),
    );
  }
  const response = await fetch("echoed", { method: "POST", body: "loud" });
  console.log(await response.text());
})();
