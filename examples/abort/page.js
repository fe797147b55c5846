// Asks for a film in two thousand parts, and changes its mind at once.
const parts = Array.from({ length: 2000 }, (_, part) => `film.txt?part=${part}`);

async function changeOnesMind() {
  const registration = await navigator.serviceWorker.ready;
  const fetching = await registration.backgroundFetch.fetch("parts", parts, { title: "In parts" });
  if (!(await fetching.abort())) {
    throw new Error("it had ended before");
  }
}

changeOnesMind();
