// Shows what is pushed, tells the pages what was clicked, and sends drafts when it can.

addEventListener("push", (event) => {
  const { title, body, tag } = event.data.json();
  event.waitUntil(
    registration.showNotification(title, {
      body,
      tag,
      actions: [{ action: "read", title: "Read it" }],
    }),
  );
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(tell(`${event.notification.title}: ${event.action || "clicked"}`));
});

addEventListener("sync", (event) => {
  event.waitUntil(send(event.tag));
});

// The server is busy at first, and has time for the second attempt.
async function send(tag) {
  const drafts = await caches.open("drafts");
  if (!(await drafts.match("attempted"))) {
    await drafts.put("attempted", new Response("once"));
    throw new Error("the server is busy");
  }
  await drafts.delete("attempted");
  await tell(`${tag} is sent`);
}

async function tell(message) {
  const pages = await clients.matchAll({ includeUncontrolled: true });
  console.log(`${message} (${pages.length} open)`);
  pages.forEach((page) => page.postMessage(message));
}
