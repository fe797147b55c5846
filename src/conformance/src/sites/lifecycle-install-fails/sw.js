addEventListener("install", (event) => {
  event.waitUntil(Promise.reject(new Error("no room")));
});
addEventListener("activate", () => console.log("this is not expected"));
