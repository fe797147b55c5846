// Streams in transfer lists, for modules that meet them without loading the streams: no object is
// one before streams.mjs has been loaded.

import { load } from "./host.mjs";

let kindOf = () => null;

/** streams.mjs tells what is "readable", "writable", or null for any other value. */
export const setStreamKinds = (given) => {
  kindOf = given;
};

export const streamKind = (value) => kindOf(value);

const transferred = () => load("internal/transferred-streams.mjs");

export const isLocked = (stream, kind) => transferred().isLocked(stream, kind);

/** Leads a stream to the end of a channel, which is what moves. */
export const leadAway = (stream, kind) => transferred().leadAway(stream, kind);

/** The stream of this realm for an end that has arrived. */
export const arriving = (end, kind) => transferred().arriving(end, kind);
