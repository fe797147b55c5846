(async () => {
  const cache = await caches.open("rules");
  const ignored = () => {};

  await cache.put(new Request("post", { method: "POST" }), new Response("x")).catch(ignored);
  await cache.put("partial", new Response("x", { status: 206 })).catch(ignored);
  await cache.put("vary", new Response("x", { headers: { Vary: "*" } })).catch(ignored);
  await cache.put("data:text/plain,x", new Response("x")).catch(ignored);
  const used = new Response("x");
  await used.text();
  await cache.put("used", used).catch(ignored);
  await cache.put("missing", new Response("not found", { status: 404 }));

  await cache.add("nowhere.txt").catch(ignored);
  await cache.addAll(["a.txt", "nowhere.txt"]).catch(ignored);
  await cache.addAll(["a.txt", "a.txt"]).catch(ignored);
  await cache.add(new Request("a.txt", { method: "POST" })).catch(ignored);
  console.log("after failures:", (await cache.keys()).map(({ url }) => new URL(url).pathname).join());

  await cache.put("/one?x=1", new Response("1"));
  await cache.put("/two", new Response("2", { headers: { Vary: "X-Kind" } }));
  await cache.put("/one?x=1", new Response("3"));
  console.log("moved to the end:", (await cache.keys()).map(({ url }) => new URL(url).pathname).join());

  await cache.match("/one");
  await cache.match("/one", { ignoreSearch: true });
  await cache.match("/one?x=1#fragment");
  await cache.match(new Request("/one?x=1", { method: "POST" }));
  await cache.match(new Request("/one?x=1", { method: "HEAD" }), { ignoreMethod: true });
  await cache.match(new Request("/two", { headers: { "X-Kind": "other" } }));
  await cache.match(new Request("/two", { headers: { "X-Kind": "other" } }), { ignoreVary: true });
  await cache.matchAll();
  await caches.match("a.txt");
  await caches.match("a.txt", { cacheName: "rules" });
  await caches.match("a.txt", { cacheName: "unknown" });
  await cache.delete("/two");
  await cache.delete("/two", { ignoreVary: true });
  await caches.has("rules");
  await caches.has("unknown");
  await caches.delete("unknown");
  await caches.open("empty");
  await caches.keys();
})();
