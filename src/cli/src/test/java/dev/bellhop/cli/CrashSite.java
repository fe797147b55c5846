package dev.bellhop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A site whose page starts jobs of every kind, and whose worker stores what they bring. A job has
 * begun when its marker is in the cache {@code begun}; its fetch's id is {@code JOB-UUID}, never
 * used twice. A job that has failed loses its marker, and the next page starts it again.
 */
final class CrashSite {
  static final int SMALL_FILES = 36;

  /** What each job asks for, in order; uploads by their paths without the query. */
  static final Map<String, List<String>> JOBS = jobs();

  /** Lengths of the uploads' bodies, by their number. */
  private static final int[] UPLOADS = {10, 40_000, 400_000};

  private static Map<String, List<String>> jobs() {
    var jobs = new TreeMap<String, List<String>>();
    jobs.put("large", List.of("large.bin"));
    jobs.put("odd", List.of("chunked.bin", "no-ranges.bin"));
    jobs.put("stopped", List.of("slow.bin", "small-7.bin"));
    jobs.put(
        "small", IntStream.range(0, SMALL_FILES).mapToObj(i -> "small-" + i + ".bin").toList());
    jobs.put("upload", List.of("upload-0", "upload-1", "upload-2"));
    return jobs;
  }

  private CrashSite() {}

  /** Whether these are the bytes that the page sends to an upload's URL. */
  static boolean isUpload(String target, byte[] body) {
    int number = Integer.parseInt(target.replaceAll("^/upload-(\\d).*", "$1"));
    if (body.length != UPLOADS[number]) {
      return false;
    }
    for (int i = 0; i < body.length; i++) {
      if (body[i] != (byte) (i * 7 + number)) {
        return false;
      }
    }
    return true;
  }

  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("sw.js"),
        """
        addEventListener("backgroundfetchsuccess", (event) => event.waitUntil(store(event)));
        addEventListener("backgroundfetchfail", (event) => event.waitUntil(again(event)));
        addEventListener("backgroundfetchabort", (event) => event.waitUntil(note(event)));

        async function store({ registration }) {
          const files = await caches.open("files");
          for (const { request, responseReady } of await registration.matchAll()) {
            if (request.method === "GET") {
              await files.put(request, (await responseReady).clone());
              // Once more, as an entry that takes the place of another.
              await files.put(request, await responseReady);
            }
          }
          await files.put("/live.bin", await fetch("/live.bin")).catch(() => {});
          await note({ registration });
        }

        async function again({ registration }) {
          await note({ registration });
          await (await caches.open("begun")).delete("/" + registration.id.split("-")[0]);
        }

        async function note({ registration: { id, result, failureReason } }) {
          await (await caches.open("events")).put("/" + id, new Response(`${result} ${failureReason}`));
        }
        """);
    Files.writeString(
        folder.resolve("page.js"),
        """
        const SMALL = %d;
        const UPLOADS = [%s];
        const jobs = {
          large: () => ["/large.bin"],
          odd: () => ["/chunked.bin", "/no-ranges.bin"],
          small: () => Array.from({ length: SMALL }, (_, i) => `/small-${i}.bin`),
          upload: () => UPLOADS.map(upload),
          stopped: () => ["/slow.bin", "/small-7.bin"],
        };

        function upload(length, number) {
          const body = Uint8Array.from({ length }, (_, i) => i * 7 + number);
          return new Request(`/upload-${number}?${crypto.randomUUID()}`, { method: "POST", body });
        }

        async function begin(manager, job) {
          const begun = await caches.open("begun");
          if (await begun.match("/" + job)) {
            return;
          }
          const active = (await manager.getIds()).some((id) => id.startsWith(job));
          if (!active) {
            await manager.fetch(`${job}-${crypto.randomUUID()}`, jobs[job]());
          }
          await begun.put("/" + job, new Response(""));
        }

        async function stop(manager) {
          for (const id of await manager.getIds()) {
            const fetch = id.startsWith("stopped") ? await manager.get(id) : undefined;
            if (fetch) {
              await new Promise((resolve) => {
                fetch.addEventListener("progress", () => {
                  if (fetch.downloaded > 400_000 || fetch.result) {
                    resolve();
                  }
                });
              });
              if (await fetch.abort()) {
                await (await caches.open("told")).put("/" + id, new Response(""));
              }
            }
          }
        }

        navigator.serviceWorker.ready.then(async ({ backgroundFetch }) => {
          const all = Object.keys(jobs).map((job) => begin(backgroundFetch, job));
          await Promise.all(all);
          await stop(backgroundFetch);
        });
        """
            .formatted(
                SMALL_FILES,
                String.join(", ", IntStream.of(UPLOADS).mapToObj(Integer::toString).toList())));
    return folder;
  }
}
