// The lists of the index: which file a key is in, and what its list says.
"use strict";
var jianbao = window.jianbao || {};

jianbao.lists = (() => {
  const { Bits, bytes, gapWidth } = jianbao.bits;
  const SIZES = 35, DIGEST = 3, FILTER_BITS = 10, COUNT_WIDTH = 1;
  const MOST_FILES = 4; // of names with the same beginning
  const LAST = "\uffff"; // sorts behind all that may follow a key
  const PLACE = 2 ** 20; // a hit is number * PLACE + place
  const FIELDS = 3, HEAD_WIDTHS = [3, 4]; // title, head; a body's stands in the manifest
  const FIELD_COUNT_WIDTHS = [0, 0, 1];
  const LEVELS = [2, 1, 3, 7, 5, 4, 6, 0]; // by what is written for them
  const opened = new Map(); // files that were read, by path
  const KEPT = 300;

  // ---------------------------------------------------------------- which file

  // Sorted keys from what each shares with the one before and has beyond it.
  function keysOf(sizes, rests) {
    const keys = [], every = jianbao.zipped.read(rests);
    let before = "", at = 0;
    for (let i = 0; i < sizes.length; i += 2) {
      const length = sizes.charCodeAt(i + 1) - SIZES;
      before = before.slice(0, sizes.charCodeAt(i) - SIZES) + every.slice(at, (at += length));
      keys.push(before);
    }
    return keys;
  }

  // The index of the last key that is not behind `key`, or -1.
  function lastUpTo(keys, key) {
    let low = 0, high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function directory([sizes, rests, digests]) {
    return { keys: keysOf(sizes, rests), digests: bytes(digests) };
  }

  function path(space, { keys, digests }, index) {
    const hex = (value, length) => value.toString(16).padStart(length, "0");
    const digest = Array.from(digests.slice(index * DIGEST, (index + 1) * DIGEST), (byte) => hex(byte, 2));
    return `${space}/${hex(crc32(keys[index]), 8)}-${digest.join("")}`;
  }

  // The files that hold all keys from `low` to `high`, as [{path, page}], in order; the directory's pages for them come
  // at the same time.
  async function filesFor(space, low, high) {
    const top = await kept(`top ${space}`, async () => directory((await jianbao.files.manifest()).spaces[space]));
    const pages = await Promise.all(
      indices(top, low, high).map((n) =>
        kept(path(`${space}d`, top, n), async (name) => {
          const values = await jianbao.files.load(name);
          return { ...directory(values), filter: values.length > 3 ? filterOf(values[3], values[4]) : null };
        }),
      ),
    );
    return pages.flatMap((page) => indices(page, low, high).map((n) => ({ path: path(space, page, n), page })));
  }

  // Which of a directory's files hold keys from `low` to `high`.
  function indices({ keys }, low, high) {
    const first = Math.max(lastUpTo(keys, low), 0);
    return Array.from({ length: Math.max(lastUpTo(keys, high) + 1 - first, 0) }, (_, n) => first + n);
  }

  async function kept(name, make) {
    if (!opened.has(name)) {
      if (opened.size > KEPT) opened.delete(opened.keys().next().value);
      const promise = make(name);
      opened.set(name, promise);
      promise.catch(() => opened.delete(name));
    }
    return opened.get(name);
  }

  // A file's keys and data; `starts[i]` is the bit at which the list of keys[i] begins, as far as it is known.
  function read(name) {
    return kept(name, async () => {
      const [sizes, rests, data] = await jianbao.files.load(name);
      return { keys: keysOf(sizes, rests), data: bytes(data), starts: [0] };
    });
  }

  const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });

  function crc32(text) {
    let crc = -1;
    for (const byte of new TextEncoder().encode(text)) crc = (crc >>> 8) ^ CRC[(crc ^ byte) & 255];
    return ~crc >>> 0;
  }

  function filterOf(count, text) {
    const bits = new Bits(bytes(text)), found = new Set();
    let value = 0;
    for (let n = bits.rice(FILTER_BITS - 1); n > 0; n--) found.add((value += bits.rice(FILTER_BITS - 1)));
    return (key) => found.has(Math.floor((crc32(key) * (count * 2 ** FILTER_BITS)) / 2 ** 32));
  }

  // ---------------------------------------------------------------- what a list says

  // Whether a key may have a list: surely not, or as good as surely.
  async function mayHave(space, key) {
    const [place] = await filesFor(space, key, key);
    return Boolean(place) && (!place.page.filter || place.page.filter(key));
  }

  // The articles of a key: {numbers, levels}, or undefined where the key has no list. `levelled`: levels are written.
  async function articles(space, key, levelled) {
    const [place] = await filesFor(space, key, key);
    if (!place || (place.page.filter && !place.page.filter(key))) return undefined;
    const file = await read(place.path), index = lastUpTo(file.keys, key);
    return file.keys[index] === key ? articlesAt(file, index, levelled) : undefined;
  }

  // All keys that begin with `prefix`, with their articles, at most `limit`; of very many files only the first.
  async function beginning(space, prefix, limit) {
    const places = (await filesFor(space, prefix, prefix + LAST)).slice(0, MOST_FILES), found = [];
    for (const file of await Promise.all(places.map((place) => read(place.path))))
      for (let i = Math.max(lastUpTo(file.keys, prefix), 0); i < file.keys.length && found.length < limit; i++)
        if (file.keys[i].startsWith(prefix)) {
          const { numbers } = await articlesAt(file, i, false);
          found.push({ key: file.keys[i], numbers });
        }
    return found;
  }

  async function articlesAt(file, index, levelled) {
    const { universe } = await jianbao.files.manifest();
    while (file.starts.length <= index) {
      const bits = new Bits(file.data, file.starts.at(-1));
      articlesFrom(bits, universe, levelled);
      file.starts.push(bits.at);
    }
    return articlesFrom(new Bits(file.data, file.starts[index]), universe, levelled);
  }

  function articlesFrom(bits, universe, levelled) {
    const count = bits.rice(COUNT_WIDTH), width = gapWidth(universe, count);
    const numbers = new Int32Array(count), levels = new Uint8Array(count);
    for (let i = 0, number = -1; i < count; i++) {
      numbers[i] = number += bits.rice(width) + 1;
      if (levelled) levels[i] = LEVELS[bits.rice(0)];
    }
    bits.align();
    return { numbers, levels };
  }

  // The hits of all pairs whose key begins with `text`, or is a beginning of it: ascending, for each field.
  async function hits(text) {
    const files = await filesFor("p", text, text + LAST);
    const parts = await Promise.all(files.map((place) => read(place.path)));
    const found = Array.from({ length: FIELDS }, () => []);
    for (const file of parts) {
      const first = Math.max(lastUpTo(file.keys, text), 0);
      for (let i = first; i < file.keys.length; i++) {
        const key = file.keys[i];
        if (key.startsWith(text) || (i === first && text.startsWith(key))) await hitsAt(file, i, found);
        else if (key > text) break;
      }
    }
    return found.map(merged);
  }

  async function hitsAt(file, index, found) {
    const { universe, body } = await jianbao.files.manifest();
    while (file.starts.length <= index) {
      const bits = new Bits(file.data, file.starts.at(-1));
      for (let field = 0; field < FIELDS; field++) hitsFrom(bits, universe, field, body, []);
      bits.align();
      file.starts.push(bits.at); // before others may go on with this file
      if (file.starts.length % 100 === 0) await jianbao.files.breathe();
    }
    const bits = new Bits(file.data, file.starts[index]);
    for (let field = 0; field < FIELDS; field++) {
      const list = [];
      hitsFrom(bits, universe, field, body, list);
      if (list.length) found[field].push(list);
    }
    await jianbao.files.breathe();
  }

  function hitsFrom(bits, universe, field, body, list) {
    const count = bits.rice(FIELD_COUNT_WIDTHS[field]), width = count && gapWidth(universe, count);
    const placeWidth = HEAD_WIDTHS[field] ?? body;
    for (let i = 0, number = -1; i < count; i++) {
      number += bits.rice(width) + 1;
      let more = bits.rice(0), place = bits.rice(placeWidth);
      list.push(number * PLACE + place);
      for (; more > 0; more--) list.push(number * PLACE + (place += bits.rice(placeWidth - 1) + 1));
    }
  }

  function merged(lists) {
    const all = Float64Array.from(lists.length === 1 ? lists[0] : lists.flat());
    return lists.length > 1 ? all.sort() : all;
  }

  // Loads the directory's pages for a key, and for those that begin with it where `beginning`.
  function near(space, key, beginning = false) {
    return filesFor(space, key, beginning ? key + LAST : key);
  }

  return { articles, mayHave, beginning, hits, near, PLACE, FIELDS, keysOf, articlesFrom };
})();
