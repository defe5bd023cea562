// Dates in words, as the site's other pages have them (`moment` in generator/site/words.py).
"use strict";
var jianbao = window.jianbao || {};

jianbao.dates = (() => {
  const MOMENT = /^(\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?)?([?~%]?)$/;

  // {text, machine}: an EDTF date in words, and as a <time> says it where it is certain. Rare forms stay as they are.
  function inWords(edtf) {
    if (edtf === "XXXX") return { text: jianbao.words.undated };
    const moments = edtf.split("/").map((text) => MOMENT.exec(text));
    if (moments.length > 2 || moments.includes(null)) return { text: edtf };
    const [from, to] = moments, certain = !to && !from[4];
    const text = to ? `${qualified(from, plain(from))}至${qualified(to, end(from, to))}` : qualified(from, plain(from));
    return { text, machine: certain ? edtf : undefined };
  }

  function plain([, year, month, day]) {
    return jianbao.words.day(Number(year), Number(month ?? 0), Number(day ?? 0));
  }

  // The end of a span without the year, and the month, that its start has named.
  function end(from, to) {
    const same = to[2] && from[1] === to[1] ? (to[3] && from[2] === to[2] ? 2 : 1) : 0;
    return plain(to).split(/(?<=[年月])/u).slice(same).join("");
  }

  function qualified([, , , , mark], text) {
    return text + ("~%".includes(mark || " ") ? "前后" : "") + ("?%".includes(mark || " ") ? "（存疑）" : "");
  }

  return { inWords };
})();
