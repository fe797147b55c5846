const { serviceWorker } = navigator;
serviceWorker.onmessage = (event) => {
  console.log("list:", event.data.list[2] instanceof Date, event.data.map.get("a"));
};

serviceWorker.ready.then(({ active }) => {
  for (const text of ["one", "two", "three"]) {
    active.postMessage(text);
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => console.log(data.through);
  active.postMessage({ port: true }, [port2]);
  try {
    active.postMessage(() => {});
  } catch (error) {
    console.log(error.name);
  }
});
