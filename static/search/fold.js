// The one form in which index and query are compared, as generator/search/folding.py makes it.
"use strict";
var jianbao = window.jianbao || {};

jianbao.fold = (() => {
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g; // as Python counts it
  const DOUBLE = /[“”„‟«»「」『』〝〞＂]/g, SINGLE = /[‘’‚‛＇]/g;
  const BASIC = 0x4e00, GAP = 1, NEAR = 8, FAR = 7, WHOLE = 17;
  const BEYOND = /[\u3400-\u4dbf\u{20000}-\u{3ffff}]/u; // ideographs outside the basic block, all rare
  const RARE = "\u{20000}"; // stands for what rare letters become: it is sorted among that
  const OPEN = 2; // letters whose ways to fold are all tried with each other
  let common, rare; // what the manifest says, and what a file of its own does

  // The folded text; loads the file where a character is rare, or becomes this or that by the phrase it is in.
  async function fold(text) {
    const letters = await even(text);
    if (letters.some((letter) => common.hard.has(letter) || BEYOND.test(letter)))
      rare ??= rareTable(await jianbao.files.load(`fold-${(await jianbao.files.manifest()).fold}`));
    return simplified(letters).replace(SPACE, "");
  }

  // What a text may fold to, as far as can be said without that file: enough to know what will be needed. Letters that
  // phrases decide about become one thing or another; of others than the first two the same way is tried for all.
  async function guesses(text) {
    const letters = await even(text), open = letters.map((_, n) => n).filter((n) => common.phrased.has(letters[n]));
    const ways = Array.from({ length: 2 ** Math.min(open.length, OPEN) }, (_, way) =>
      letters.map((letter, n) => {
        const inPhrase = open.includes(n) && (way >> Math.min(open.indexOf(n), OPEN - 1)) & 1;
        return inPhrase ? common.phrased.get(letter) : common.becomes.has(letter) ? common.becomes.get(letter) ?? RARE : letter;
      }),
    );
    return [...new Set(ways.map((way) => way.join("").replace(SPACE, "")))].filter(Boolean);
  }

  // The letters of a text before traditional ones become simplified.
  async function even(text) {
    common ??= commonTable((await jianbao.files.manifest()).folding);
    return Array.from(
      text
        .replace(/\p{Surrogate}/gu, "\ufffd")
        .normalize("NFKC")
        .replace(DOUBLE, '"')
        .replace(SINGLE, "'")
        .toLowerCase(),
    );
  }

  // {becomes: what each character that changes becomes, where that is known; phrased: those that phrases decide about,
  // and what they become in phrases; hard: those that need the file; others: those of hard that the file tells of in
  // order}.
  function commonTable([basicCount, basicGaps, otherCount, otherGaps, basicNew, phrased, inPhrases]) {
    const basic = old(basicCount, basicGaps), others = old(otherCount, otherGaps);
    const becomes = new Map(others.map((letter) => [letter, undefined]));
    const bits = reader(basicNew);
    let code = BASIC;
    for (const letter of basic) becomes.set(letter, String.fromCodePoint((code = nextNew(bits, code))));
    const becoming = Array.from(inPhrases), either = new Map(Array.from(phrased, (letter, n) => [letter, becoming[n]]));
    return { becomes, others, phrased: either, hard: new Set([...others, ...phrased]) };
  }

  // Near the one before within NEAR, else from the start of the block.
  function nextNew(bits, before) {
    const near = bits.rice(NEAR);
    return near < 2 ** NEAR ? before + near - 2 ** (NEAR - 1) : BASIC + (near - 2 ** NEAR) * 2 ** FAR + bits.rice(FAR);
  }

  function old(count, gaps) {
    const bits = reader(gaps);
    let code = BASIC;
    return Array.from({ length: count }, () => String.fromCodePoint((code += bits.rice(GAP))));
  }

  // What the others become; and what phrases do.
  function rareTable([othersNew, far, farNew, phrases, kept]) {
    const bits = reader(othersNew), several = new Map(), changes = kept.split(" ");
    for (const letter of common.others) common.becomes.set(letter, String.fromCodePoint(bits.rice(WHOLE)));
    const becoming = Array.from(farNew);
    Array.from(far).forEach((letter, n) => common.becomes.set(letter, becoming[n]));
    let longest = 1;
    phrases.split(" ").forEach((phrase, n) => {
      const letters = Array.from(phrase), made = letters.map((letter) => common.becomes.get(letter) ?? letter);
      for (const [, letter, at] of changes[n].matchAll(/(\D)(\d+)/gu)) made[at] = letter;
      several.set(phrase, made.join(""));
      longest = Math.max(longest, letters.length);
    });
    return { several, longest };
  }

  function reader(text) {
    return new jianbao.bits.Bits(jianbao.bits.bytes(text));
  }

  // The longest phrase that begins at a place, else the character.
  function simplified(letters) {
    let made = "";
    for (let at = 0; at < letters.length; ) {
      let length = Math.min(rare?.longest ?? 1, letters.length - at), phrase;
      for (; length > 1; length--) {
        phrase = rare.several.get(letters.slice(at, at + length).join(""));
        if (phrase) break;
      }
      made += phrase ?? common.becomes.get(letters[at]) ?? letters[at];
      at += Math.max(length, 1);
    }
    return made;
  }

  return { fold, guesses, SPACE };
})();
