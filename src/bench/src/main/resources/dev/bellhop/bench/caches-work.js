// What is measured of caches, in any runtime: `caches` and `fetch` are its own. BASE is a URL that
// ends with a slash, from which the files of addAll come. Each gives numbers.

const body = new Uint8Array(1024).map((_, i) => i * 7);

/** A body of 1 KiB like no other: who stores equal ones once is to have none of that here. */
function bodyLike(n) {
  new DataView(body.buffer).setUint32(0, n);
  return body;
}

const fresh = async (name) => {
  await caches.delete(name);
  return caches.open(name);
};

const rate = (count, begun) => (count * 1000) / (performance.now() - begun);

/** Puts of 1 KiB per second, `inFlight` at a time, after some that warm up. */
async function putRate(warmUp, count, inFlight) {
  const cache = await fresh("puts");
  let next = 0;
  const one = async (end) => {
    while (next < end) {
      const n = next++;
      await cache.put(`${BASE}put-${n}`, new Response(bodyLike(n)));
    }
  };
  const all = (end) => Promise.all(Array.from({ length: inFlight }, () => one(end)));
  await all(warmUp);
  const begun = performance.now();
  await all(warmUp + count);
  return rate(count, begun);
}

async function filled(name, entries) {
  const cache = await fresh(name);
  for (let i = 0; i < entries; i++) {
    const response = new Response(bodyLike(i), { headers: { vary: "accept" } });
    await cache.put(`${BASE}entry-${i}?v=1`, response);
  }
  return cache;
}

/** Matches of 1 KiB with arrayBuffer() per second, at random among the first `entries`. */
async function matchRate(cache, entries, warmUp, count, options = undefined) {
  const search = options?.ignoreSearch ? "?w=2" : "?v=1";
  const some = async (times) => {
    for (let i = 0; i < times; i++) {
      const n = Math.floor(Math.random() * entries);
      const response = await cache.match(`${BASE}entry-${n}${search}`, options);
      const { byteLength } = await response.arrayBuffer();
      if (byteLength !== body.length) {
        throw new Error(`${byteLength} bytes`);
      }
    }
  };
  await some(warmUp);
  const begun = performance.now();
  await some(count);
  return rate(count, begun);
}

/** As matchRate(), of entries that nobody has asked for yet: `count` of them, evenly spread. */
async function coldMatchRate(cache, entries, count, options = undefined) {
  const search = options?.ignoreSearch ? "?w=2" : "?v=1";
  const step = Math.floor(entries / count);
  const begun = performance.now();
  for (let i = 0; i < count; i++) {
    const response = await cache.match(`${BASE}entry-${i * step}${search}`, options);
    const { byteLength } = await response.arrayBuffer();
    if (byteLength !== body.length) {
      throw new Error(`${byteLength} bytes`);
    }
  }
  return rate(count, begun);
}

/** Seconds for the bare downloads of files and for their addAll, where there is one, by turns; medians. */
async function addAllTimes(files, rounds) {
  if (typeof Cache === "undefined" || !("addAll" in Cache.prototype)) {
    return {};
  }
  const urls = Array.from({ length: files }, (_, i) => `${BASE}file-${String(i).padStart(5, "0")}.bin`);
  const times = { bare: [], addAll: [] };
  for (let round = 0; round < rounds; round++) {
    let begun = performance.now();
    await Promise.all(urls.map(async (url) => (await fetch(url, { cache: "no-store" })).arrayBuffer()));
    times.bare.push((performance.now() - begun) / 1000);
    const cache = await fresh("files");
    begun = performance.now();
    await cache.addAll(urls.map((url) => new Request(url, { cache: "no-store" })));
    times.addAll.push((performance.now() - begun) / 1000);
  }
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  return { bare: median(times.bare), addAll: median(times.addAll) };
}

/**
 * Seconds for the put of a body as it is downloaded, for its put into another cache, and for
 * reading it out of that: the first body that the process reads, and the same one again.
 */
async function largeTimes(path) {
  const url = `${BASE}${path}`;
  const times = {};
  const timed = async (name, work) => {
    const begun = performance.now();
    const result = await work();
    times[name] = (performance.now() - begun) / 1000;
    return result;
  };
  const first = await fresh("large");
  await timed("fetch", async () => first.put(url, await fetch(url, { cache: "no-store" })));
  const second = await fresh("linked");
  await timed("put", async () => second.put(url, await first.match(url)));
  const readAll = async () => {
    let read = 0;
    for (const reader = (await second.match(url)).body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) {
        return read;
      }
      read += value.byteLength;
    }
  };
  times.bytes = await timed("match", readAll);
  await timed("again", readAll);
  return times;
}
