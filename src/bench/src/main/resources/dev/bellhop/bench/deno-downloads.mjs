// Downloads files with fetch(), six at a time: base URL, file with their names, folder for them.

const [base, list, folder] = Deno.args;
const names = (await Deno.readTextFile(list)).trim().split("\n");
let next = 0;

const lane = async () => {
  while (next < names.length) {
    const name = names[next++];
    const response = await fetch(base + name);
    if (!response.ok) {
      throw new Error(`${name}: status ${response.status}`);
    }
    const file = await Deno.open(`${folder}/${name}`, { write: true, createNew: true });
    await response.body.pipeTo(file.writable);
  }
};

await Promise.all(Array.from({ length: 6 }, lane));
