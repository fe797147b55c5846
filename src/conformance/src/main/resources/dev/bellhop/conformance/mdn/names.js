// Lists the names that the global object has, its own and inherited ones.
{
  const names = [];
  for (let object = globalThis; object !== null; object = Object.getPrototypeOf(object)) {
    names.push(...Object.getOwnPropertyNames(object));
  }
  console.log(names.join(" "));
}
