addEventListener("install", () => {});
