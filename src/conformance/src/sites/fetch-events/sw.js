addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  switch (pathname) {
    case "/made":
      event.respondWith(new Response("made", { status: 201, headers: { "X-Made": "yes" } }));
      break;
    case "/echoed":
      event.respondWith(event.request.text().then((text) => new Response(text.toUpperCase())));
      break;
    case "/undefined":
      event.respondWith(caches.match("nothing"));
      break;
    case "/rejected":
      event.respondWith(Promise.reject(new Error("no answer")));
      break;
    case "/thrown":
      throw new Error("thrown in the handler");
    case "/prevented":
      event.preventDefault();
      break;
    case "/error":
      event.respondWith(Response.error());
      break;
    case "/twice":
      event.respondWith(new Response("first"));
      try {
        event.respondWith(new Response("second"));
      } catch (error) {
        console.log("twice:", error.name);
      }
      break;
    case "/late":
      setTimeout(() => {
        try {
          event.respondWith(new Response("late"));
        } catch (error) {
          console.log("late:", error.name);
        }
      });
      break;
    case "/used":
      event.respondWith(usedResponse());
      break;
    case "/redirected":
      event.respondWith(Response.redirect("/film.txt"));
      break;
    case "/passed":
      event.respondWith(fetch("film.txt"));
      break;
    default:
  }
});
addEventListener("fetch", ({ request }) => console.log("second listener:", new URL(request.url).pathname));

async function usedResponse() {
  const response = new Response("used");
  await response.text();
  return response;
}
