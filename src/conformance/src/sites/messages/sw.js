addEventListener("message", (event) => {
  if (event.data.port) {
    event.ports[0].postMessage({ through: "port" });
    return;
  }
  event.waitUntil(answer(event));
});

async function answer(event) {
  const [client] = await clients.matchAll();
  console.log("the source:", client.id === event.source.id, client.type, client.frameType);
  client.postMessage({ answer: event.data, list: [1, null, new Date(0)], map: new Map([["a", 1]]) });
}
