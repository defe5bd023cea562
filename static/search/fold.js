// The one form in which index and query are compared, as generator/search/folding.py makes it.
"use strict";
var jianbao = window.jianbao || {};

jianbao.fold = (() => {
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g; // as Python counts it
  const DOUBLE = /[“”„‟«»「」『』〝〞＂]/g, SINGLE = /[‘’‚‛＇]/g;
  const BASIC = 0x4e00, GAP = 1, NEAR = 8, FAR = 7, WHOLE = 17;
  const BEYOND = /[\u3400-\u4dbf\u{20000}-\u{3ffff}]/u; // ideographs outside the basic block, all rare
  let common, rare; // what the manifest says, and what a file of its own does

  // The folded text; loads the file where a character is rare, or becomes this or that by the phrase it is in.
  async function fold(text) {
    const letters = await even(text);
    if (letters.some((letter) => common.hard.has(letter) || BEYOND.test(letter)))
      rare ??= rareTable(await jianbao.files.load(`fold-${(await jianbao.files.manifest()).fold}`));
    return simplified(letters).replace(SPACE, "");
  }

  // The same without that file, in two ways: letters that phrases decide about changed, and as they are. Nearly always
  // one of them is right, and both are enough to know what will be needed.
  async function roughly(text) {
    return simplified(await even(text)).replace(SPACE, "");
  }

  async function moreRoughly(text) {
    const letters = await even(text);
    return letters.map((letter) => (common.phrased.has(letter) ? letter : simplified([letter]))).join("").replace(SPACE, "");
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

  // {becomes: what each character that changes becomes, where that is known; phrased: those that phrases decide about;
  // hard: those that need the file; others: those of hard that the file tells of in order}.
  function commonTable([basicCount, basicGaps, otherCount, otherGaps, basicNew, phrased]) {
    const basic = old(basicCount, basicGaps), others = old(otherCount, otherGaps);
    const becomes = new Map(others.map((letter) => [letter, undefined]));
    const bits = reader(basicNew);
    let code = BASIC;
    for (const letter of basic) becomes.set(letter, String.fromCodePoint((code = nextNew(bits, code))));
    return { becomes, others, phrased: new Set(phrased), hard: new Set([...others, ...phrased]) };
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

  return { fold, roughly, moreRoughly, SPACE };
})();
