// https://streams.spec.whatwg.org/#rs-reader-abstract-ops
// A request of a reader has the methods chunk(chunk), close(chunk) and error(reason).

import { TypeError } from "../primordials.mjs";
import { pullInto } from "./pull-intos.mjs";
import { LazyPromise } from "./promises.mjs";
import { Queue } from "./queues.mjs";

class Reader {
  stream;
  closed;
  requests = new Queue();

  /** https://streams.spec.whatwg.org/#readable-stream-reader-generic-initialize */
  constructor(stream) {
    this.stream = stream;
    stream.reader = this;
    switch (stream.state) {
      case "readable":
        this.closed = new LazyPromise();
        break;
      case "closed":
        this.closed = LazyPromise.resolved();
        break;
      default:
        this.closed = LazyPromise.rejected(stream.storedError);
    }
  }

  takeRequests() {
    const { requests } = this;
    this.requests = new Queue();
    return requests;
  }

  errorRequests(reason) {
    this.takeRequests().forEach((request) => request.error(reason));
  }

  /**
   * https://streams.spec.whatwg.org/#readable-stream-reader-generic-release and
   * https://streams.spec.whatwg.org/#abstract-opdef-readablestreamdefaultreaderrelease
   */
  release() {
    const { stream } = this;
    const reason = new TypeError("The reader has released its stream.");
    if (stream.state === "readable") {
      this.closed.reject(reason);
    } else {
      this.closed = LazyPromise.rejected(reason);
    }
    stream.controller.releaseSteps();
    stream.reader = null;
    this.stream = null;
    this.errorRequests(new TypeError("The reader released its stream before the read was done."));
  }
}

export class DefaultReader extends Reader {
  isByob = false;

  /** https://streams.spec.whatwg.org/#readable-stream-default-reader-read */
  read(request) {
    const { stream } = this;
    stream.isDisturbed = true;
    if (stream.state === "closed") {
      request.close();
    } else if (stream.state === "errored") {
      request.error(stream.storedError);
    } else {
      stream.controller.pullSteps(request);
    }
  }
}

export class ByobReader extends Reader {
  isByob = true;

  /** https://streams.spec.whatwg.org/#readable-stream-byob-reader-read */
  read(view, min, request) {
    const { stream } = this;
    stream.isDisturbed = true;
    if (stream.state === "errored") {
      request.error(stream.storedError);
    } else {
      pullInto(stream.controller, view, min, request);
    }
  }
}

export const readerIsReleased = () => new TypeError("The reader has no stream any more.");
