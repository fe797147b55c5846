// https://wicg.github.io/content-index/spec/#content-index

import {
  JSONParse,
  JSONStringify,
  StringPrototypeStartsWith,
  TypeError,
} from "./internal/primordials.mjs";
import { arrayOf, ops, promised } from "./internal/host.mjs";
import { toImageResource } from "./internal/image-resource.mjs";
import {
  defineInterface,
  internalToken,
  requireArguments,
  requireToken,
  toDictionary,
  toDOMString,
  toEnum,
  toSequence,
  toUSVString,
} from "./internal/webidl.mjs";

const CATEGORIES = ["", "homepage", "article", "video", "audio"];
const KIND = "CONTENT";

/** What the site offers offline. The icons are not fetched, since nobody sees them. */
export class ContentIndex {
  #registration;
  #scope;
  #isActive;

  constructor(token = undefined, registration = undefined, scope = "", isActive = undefined) {
    requireToken(token, "ContentIndex");
    this.#registration = registration;
    this.#scope = scope;
    this.#isActive = isActive;
  }

  async add(description) {
    const registration = this.#registration;
    requireArguments(arguments.length, 1, "index.add()");
    const content = toDescription(description);
    if (!this.#isActive()) {
      throw new TypeError("index.add() needs an active worker, and the registration has none yet.");
    }
    if (content.id === "" || content.title === "" || content.url === "") {
      throw new TypeError("Content needs an id, a title and a url that are not empty.");
    }
    const url = ops.notifications.resolve(content.url);
    if (url === null || !StringPrototypeStartsWith(url, this.#scope)) {
      throw new TypeError(`The content's URL ${content.url} is not in the scope ${this.#scope}.`);
    }
    await promised((done) =>
      ops.items.put(registration, KIND, content.id, JSONStringify(content), done),
    );
  }

  async delete(id) {
    const registration = this.#registration;
    requireArguments(arguments.length, 1, "index.delete()");
    const key = toDOMString(id);
    await promised((done) => ops.items.remove(registration, KIND, key, done));
  }

  async getAll() {
    const registration = this.#registration;
    const found = await promised((done) => ops.items.list(registration, KIND, done));
    return arrayOf(found, JSONParse);
  }
}
defineInterface(ContentIndex, "ContentIndex");

/** The index of a registration, by the host's id for it. */
export const indexFor = (registration, scope, isActive) =>
  new ContentIndex(internalToken, registration, scope, isActive);

function toDescription(value) {
  const given = toDictionary(value, "The content's description");
  const category = given?.category;
  const icons = given?.icons;
  return {
    category: category === undefined ? "" : toEnum(category, CATEGORIES, "The category"),
    description: required(given?.description, "description", toDOMString),
    icons: icons === undefined ? [] : toSequence(icons, toIcon, "The icons"),
    id: required(given?.id, "id", toDOMString),
    title: required(given?.title, "title", toDOMString),
    url: required(given?.url, "url", toUSVString),
  };
}

function required(value, member, convert) {
  if (value === undefined) {
    throw new TypeError(`Content needs a ${member}.`);
  }
  return convert(value);
}

const toIcon = (value) => toImageResource(value, "Content needs a src for each icon.");
