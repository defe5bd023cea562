// The one form in which index and query are compared, as generator/search/folding.py makes it.
"use strict";
var jianbao = window.jianbao || {};

jianbao.fold = (() => {
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g; // as Python counts it
  const DOUBLE = /[“”„‟«»「」『』〝〞＂]/g, SINGLE = /[‘’‚‛＇]/g;
  const BASIC = 0x4e00, OLD_WIDTHS = [1, 3], NEW_WIDTHS = [14, 17];
  let old, table;

  // The folded text; loads what traditional characters become where there is one.
  async function fold(text) {
    const even = text
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .normalize("NFKC")
      .replace(DOUBLE, '"')
      .replace(SINGLE, "'")
      .toLowerCase();
    old ??= oldCharacters((await jianbao.files.manifest()).old);
    const letters = Array.from(even);
    if (!letters.some((letter) => old.has(letter))) return even.replace(SPACE, "");
    table ??= newCharacters(await jianbao.files.load(`fold-${(await jianbao.files.manifest()).fold}`));
    return simplified(letters).replace(SPACE, "");
  }

  // Every character that changes, in the order of the table.
  function oldCharacters(values) {
    const found = new Map();
    for (const part of [0, 1]) {
      const bits = new jianbao.bits.Bits(jianbao.bits.bytes(values[2 * part + 1]));
      let code = part ? 0 : BASIC;
      for (let n = 0; n < values[2 * part]; n++) {
        code += bits.rice(OLD_WIDTHS[part]);
        found.set(String.fromCodePoint(code), part);
      }
    }
    return found;
  }

  function newCharacters([basic, others, phrases, kept]) {
    const readers = [basic, others].map((text) => new jianbao.bits.Bits(jianbao.bits.bytes(text)));
    const single = new Map(), several = new Map();
    for (const [letter, part] of old) {
      const code = readers[part].rice(NEW_WIDTHS[part]) + (part ? 0 : BASIC);
      single.set(letter, String.fromCodePoint(code));
    }
    const changes = kept.split(" ");
    let longest = 1;
    phrases.split(" ").forEach((phrase, n) => {
      const letters = Array.from(phrase), made = letters.map((letter) => single.get(letter) ?? letter);
      for (const [, letter, at] of changes[n].matchAll(/(\D)(\d+)/gu)) made[at] = letter;
      several.set(phrase, made.join(""));
      longest = Math.max(longest, letters.length);
    });
    return { single, several, longest };
  }

  // The longest phrase that begins at a place, else the character.
  function simplified(letters) {
    let made = "";
    for (let at = 0; at < letters.length; ) {
      let length = Math.min(table.longest, letters.length - at), phrase;
      for (; length > 1; length--) {
        phrase = table.several.get(letters.slice(at, at + length).join(""));
        if (phrase) break;
      }
      made += phrase ?? table.single.get(letters[at]) ?? letters[at];
      at += Math.max(length, 1);
    }
    return made;
  }

  return { fold, SPACE };
})();
