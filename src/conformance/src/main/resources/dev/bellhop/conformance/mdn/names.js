// Lists the names that the global object has, and the members of the interfaces among them.
{
  const names = [];
  for (let object = globalThis; object !== null; object = Object.getPrototypeOf(object)) {
    names.push(...Object.getOwnPropertyNames(object));
  }
  const interfaces = {};
  for (const name of names) {
    const value = /^[A-Z]/.test(name) ? globalThis[name] : undefined;
    if (typeof value === "function" && value.prototype) {
      interfaces[name] = Object.getOwnPropertyNames(value.prototype).concat(
        Object.getOwnPropertyNames(value).map((member) => member + "_static"),
      );
    }
  }
  console.log("bellhop-mdn:" + JSON.stringify({ names, interfaces }));
}
