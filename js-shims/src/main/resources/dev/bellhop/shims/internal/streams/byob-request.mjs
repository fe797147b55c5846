// https://streams.spec.whatwg.org/#rs-byob-request-class

/** Of a byte controller to its source: bytes for the first of its pull-intos. */
export class ByobRequest {
  controller;
  view;
  /** The ReadableStreamBYOBRequest that a script knows, once there is one. */
  object = null;

  constructor(controller, view) {
    this.controller = controller;
    this.view = view;
  }

  invalidate() {
    this.controller = null;
    this.view = null;
  }
}
