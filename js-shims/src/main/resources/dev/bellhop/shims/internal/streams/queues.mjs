// Lists that are taken from at one end and added to at the other.

import { RangeError } from "../primordials.mjs";

/** A list of links: neither an array's prototype nor its length can come between. */
export class Queue {
  first = null;
  last = null;
  size = 0;

  push(value) {
    const link = { value, next: null };
    if (this.first === null) {
      this.first = link;
    } else {
      this.last.next = link;
    }
    this.last = link;
    this.size++;
  }

  peek() {
    return this.first.value;
  }

  shift() {
    const { value, next } = this.first;
    this.first = next;
    if (next === null) {
      // What it held is to be collected although nothing comes behind it.
      this.last = null;
    }
    this.size--;
    return value;
  }

  forEach(steps) {
    for (let link = this.first; link !== null; link = link.next) {
      steps(link.value);
    }
  }
}

/** https://streams.spec.whatwg.org/#queue-with-sizes */
export class SizedQueue {
  values = new Queue();
  totalSize = 0;

  get isEmpty() {
    return this.values.size === 0;
  }

  /** https://streams.spec.whatwg.org/#enqueue-value-with-size */
  enqueue(value, size) {
    if (!(size >= 0 && size < Infinity)) {
      throw new RangeError("The size of a chunk must be a finite number that is not negative.");
    }
    this.values.push({ value, size });
    this.totalSize += size;
  }

  /** https://streams.spec.whatwg.org/#dequeue-value */
  dequeue() {
    const { value, size } = this.values.shift();
    this.totalSize -= size;
    if (this.totalSize < 0) {
      this.totalSize = 0;
    }
    return value;
  }

  peek() {
    return this.values.peek().value;
  }

  reset() {
    this.values = new Queue();
    this.totalSize = 0;
  }
}
