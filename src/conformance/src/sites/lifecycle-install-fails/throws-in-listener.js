addEventListener("install", () => {
  throw new Error("thrown while installing");
});
addEventListener("activate", (event) => {
  event.waitUntil(Promise.reject(new Error("rejected while activating")));
});
