// https://html.spec.whatwg.org/#the-window-object, as far as there is one without a DOM

import { Event } from "../event.mjs";
import { registerEventFactory } from "./events.mjs";
import { global } from "./primordials.mjs";

export { global as window };

// https://html.spec.whatwg.org/#the-end: the first is fired at the document and bubbles to here.
registerEventFactory("DOMContentLoaded", () => new Event("DOMContentLoaded", { bubbles: true }));
registerEventFactory("load", () => new Event("load"));
