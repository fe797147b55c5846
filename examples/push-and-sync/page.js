// Asks for its drafts to be sent in the background, and to be sent news.

navigator.serviceWorker.onmessage = ({ data }) => {
  if (data !== "outbox is sent") {
    throw new Error(`what is this: ${data}`);
  }
};

async function start() {
  const { pushManager, sync } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.getSubscription();
  if (subscription === null) {
    await pushManager.subscribe({ userVisibleOnly: true });
  }
  await sync.register("outbox");
}

start();
