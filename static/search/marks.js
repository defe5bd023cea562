// Where terms stand in a text as it is printed, and marks around them.
"use strict";
var jianbao = window.jianbao || {};

jianbao.marks = (() => {
  // [start, end] of each hit in the text, without overlaps.
  async function ranges(text, terms) {
    const whole = await jianbao.fold.fold(text);
    if (!terms.some((term) => whole.includes(term.text))) return []; // as in most texts
    const { folded, at } = await followed(text, whole);
    const found = [];
    for (const { text: term } of terms)
      for (let n = folded.indexOf(term); n >= 0; n = folded.indexOf(term, n + 1))
        found.push([at[n][0], at[n + term.length - 1][1]]);
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const apart = [];
    for (const range of found) {
      const last = apart.at(-1);
      if (last && range[0] < last[1]) last[1] = Math.max(last[1], range[1]);
      else apart.push(range);
    }
    return apart;
  }

  // The folded text, and for each of its characters the one of the text that it comes from.
  async function followed(text, folded) {
    const at = [];
    let together = "";
    for (let start = 0; start < text.length; ) {
      const letter = String.fromCodePoint(text.codePointAt(start)), made = await jianbao.fold.fold(letter);
      together += made;
      for (let n = 0; n < made.length; n++) at.push([start, start + letter.length]);
      start += letter.length;
    }
    // a phrase may fold to other characters than its own, but never to more or fewer
    return folded.length === together.length ? { folded, at } : { folded: together, at };
  }

  // The text as nodes, hits in <mark>.
  async function nodes(text, terms) {
    const made = document.createDocumentFragment();
    let done = 0;
    for (const [start, end] of await ranges(text, terms)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      made.append(text.slice(done, start), mark);
      done = end;
    }
    made.append(text.slice(done));
    return made;
  }

  return { ranges, nodes };
})();
