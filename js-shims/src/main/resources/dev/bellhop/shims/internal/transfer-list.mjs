// The objects that move with a message instead of being copied.
// https://html.spec.whatwg.org/#structuredserializewithtransfer

import {
  ArrayBufferPrototypeGetDetached,
  ArrayBufferPrototypeTransfer,
  ArrayPrototypeForEach,
  ArrayPrototypeIncludes,
  ArrayPrototypeIndexOf,
  ArrayPrototypePush,
  Map,
  MapPrototypeForEach,
  MapPrototypeHas,
  MapPrototypeSet,
  TypeError,
} from "./primordials.mjs";
import { isArrayBuffer } from "./bytes.mjs";
import { errorNamed, ops } from "./host.mjs";
import { inspect } from "./inspect.mjs";
import { isLocked, leadAway, streamKind } from "./moving-streams.mjs";
import { isDetached, isPort, release } from "./ports.mjs";
import { isObject } from "./webidl.mjs";

const NOWHERE = -1;

const refused = (why) => errorNamed("DataCloneError", why);

export const detachedBuffer = () => refused("An ArrayBuffer that is detached cannot be cloned.");

function requireUnlocked(stream) {
  if (isLocked(stream, streamKind(stream))) {
    throw refused("A stream that is locked cannot be transferred.");
  }
}

/** An element of a script's transfer list. */
export function toTransferItem(item) {
  if (!isObject(item)) {
    throw new TypeError("Only objects can be transferred.");
  }
  return item;
}

export class TransferList {
  /** For each buffer the cell that its bytes go to. */
  #buffers = new Map();
  #ports = [];
  /** For each stream the first cell for its ends of channels. */
  #streams = new Map();

  /** Of a script's list; `source` is the port that sends the message, if one does. */
  constructor(items, source) {
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (item === source) {
        throw refused("A port cannot be transferred by its own message.");
      }
      if (
        MapPrototypeHas(this.#buffers, item) ||
        MapPrototypeHas(this.#streams, item) ||
        ArrayPrototypeIncludes(this.#ports, item)
      ) {
        throw refused("The transfer list has an object twice.");
      }
      if (isArrayBuffer(item)) {
        MapPrototypeSet(this.#buffers, item, NOWHERE);
      } else if (isPort(item)) {
        ArrayPrototypePush(this.#ports, item);
      } else if (streamKind(item) !== null) {
        MapPrototypeSet(this.#streams, item, NOWHERE);
      } else {
        throw refused(`${inspect(item)} cannot be transferred.`);
      }
    }
  }

  /** The first cells of a message: how many ports move with it, and room for them. */
  header() {
    const cells = [this.#ports.length];
    for (let i = 0; i < this.#ports.length; i++) {
      ArrayPrototypePush(cells, null);
    }
    return cells;
  }

  hasBuffer(buffer) {
    return MapPrototypeHas(this.#buffers, buffer);
  }

  /** The bytes of a buffer belong into this cell. */
  placeBuffer(buffer, cell) {
    MapPrototypeSet(this.#buffers, buffer, cell);
  }

  /** Where a port is in the list, or -1. */
  indexOfPort(value) {
    return ArrayPrototypeIndexOf(this.#ports, value);
  }

  hasStream(value) {
    return MapPrototypeHas(this.#streams, value);
  }

  /** The ends of a stream's channels belong into the cells from this one on. */
  placeStream(stream, cell) {
    MapPrototypeSet(this.#streams, stream, cell);
  }

  /** Moves everything, unless something cannot be moved: then nothing is. */
  moveInto(cells) {
    MapPrototypeForEach(this.#buffers, (cell, buffer) => {
      if (ArrayBufferPrototypeGetDetached(buffer)) {
        throw detachedBuffer();
      }
    });
    ArrayPrototypeForEach(this.#ports, (port) => {
      if (isDetached(port)) {
        throw refused("A MessagePort that was closed or transferred cannot be transferred.");
      }
    });
    MapPrototypeForEach(this.#streams, (cell, stream) => requireUnlocked(stream));
    MapPrototypeForEach(this.#buffers, (cell, buffer) => {
      const moved = ArrayBufferPrototypeTransfer(buffer);
      if (cell !== NOWHERE) {
        cells[cell] = moved;
      }
    });
    ArrayPrototypeForEach(this.#ports, (port, index) => {
      cells[1 + index] = release(port);
    });
    MapPrototypeForEach(this.#streams, (cell, stream) => {
      // One of those before may have been a side of this one, or this one a side of it.
      requireUnlocked(stream);
      ArrayPrototypeForEach(leadAway(stream, streamKind(stream)), (end, index) => {
        if (cell === NOWHERE) {
          ops.ports.close(end);
        } else {
          cells[cell + index] = end;
        }
      });
    });
    return cells;
  }
}
