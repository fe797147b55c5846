// How cells of a serialized value are told apart: a tag, then what belongs to it. Before the value
// stand the number of ports that move with it, and the ports.

/** Ends the properties of an object, where else a key would be. */
export const END = false;

export const tags = {
  __proto__: null,
  undefined: 0,
  null: 1,
  /** string, number or boolean */
  primitive: 2,
  /** digits */
  bigint: 3,
  /** number of an object that came before */
  reference: 4,
  /** key and value by turns, END */
  object: 5,
  /** length, then as an object */
  array: 6,
  /** count, key and value by turns */
  map: 7,
  /** count, values */
  set: 8,
  /** milliseconds */
  date: 9,
  /** source, flags */
  regExp: 10,
  /** bytes */
  buffer: 11,
  /** class name, offset, length, the buffer as a value */
  view: 12,
  /** name, whether there is a message, message, stack, whether there is a cause, cause as a value */
  error: 13,
  /** the primitive as a value */
  wrapper: 14,
  /** interface, count, parts */
  platform: 15,
  /** place among the ports that move with the value */
  port: 16,
};
