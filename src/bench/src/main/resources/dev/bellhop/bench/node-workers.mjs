// The same for Node's worker threads: a realm, a thread and an event loop each. Prints JSON.

import { Worker } from "node:worker_threads";
import { readFileSync } from "node:fs";

const [count, warmUp, alive] = process.argv.slice(2).map(Number);

const script = `
  const { parentPort } = require("node:worker_threads");
  const events = new EventTarget();
  events.addEventListener("install", () => parentPort.postMessage("installed"));
  parentPort.on("message", (data) => parentPort.postMessage(data));
  events.dispatchEvent(new Event("install"));
`;

const start = () =>
  new Promise((resolve, reject) => {
    const begun = process.hrtime.bigint();
    const worker = new Worker(script, { eval: true });
    worker.once("error", reject);
    worker.once("message", () => resolve([worker, Number(process.hrtime.bigint() - begun) / 1e9]));
  });

const resident = () => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
  } catch {
    return 0;
  }
};

const times = [];
for (let i = 0; i < warmUp + count; i++) {
  const [worker, time] = await start();
  await worker.terminate();
  if (i >= warmUp) {
    times.push(time);
  }
}
const before = resident();
const workers = [];
for (let i = 0; i < alive; i++) {
  workers.push((await start())[0]);
}
const bytes = alive === 0 ? 0 : (resident() - before) / alive;
for (const worker of workers) {
  await worker.terminate();
}
console.log(JSON.stringify({ times, bytes }));
