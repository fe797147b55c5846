"use strict";

importScripts("one.js", "two.js");
console.log("strict:", this === undefined || (function () { return this === undefined; })());
try {
  importScripts("missing.js");
} catch (error) {
  console.log("missing:", error.name);
}
try {
  importScripts("text.txt");
} catch (error) {
  console.log("no script:", error.name);
}

addEventListener("message", () => {
  importScripts("one.js");
  try {
    importScripts("three.js");
  } catch (error) {
    console.log("too late:", error.name);
  }
});
