// Streams in transfer lists, for modules that meet them without loading the streams: no object is
// one before the module of its class has been loaded.

import { load } from "./host.mjs";

const isOfKind = { __proto__: null };

/** The module of a class tells which values are of it. */
export const setStreamKind = (kind, is) => {
  isOfKind[kind] = is;
};

/** "readable", "writable", "transform", or null for any other value. */
export function streamKind(value) {
  for (const kind in isOfKind) {
    if (isOfKind[kind](value)) {
      return kind;
    }
  }
  return null;
}

const transferred = () => load("internal/transferred-streams.mjs");

export const isLocked = (stream, kind) => transferred().isLocked(stream, kind);

/** Leads a stream to the ends of channels, which are what moves. */
export const leadAway = (stream, kind) => transferred().leadAway(stream, kind);

/** How many ends there are for a stream. */
export const endsOf = (kind) => (kind === "transform" ? 2 : 1);

/** The stream of this realm for ends that have arrived. */
export const arriving = (ends, kind) => transferred().arriving(ends, kind);
