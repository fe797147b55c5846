addEventListener("message", ({ data }) => {
  if (data === "throw") {
    throw new Error("thrown by the worker");
  }
  if (data === "reject") {
    Promise.reject(new Error("rejected by the worker"));
    Promise.reject(new Error("handled")).catch(() => {});
  }
  if (data === "reference") {
    unknownName();
  }
  if (data === "window") {
    window.alert("no");
  }
});
addEventListener("message", ({ data }) => console.log("the next listener:", data));
