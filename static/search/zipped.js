// Texts as generator/search/zipped.py writes them.
"use strict";
var jianbao = window.jianbao || {};

jianbao.zipped = (() => {
  const TURN = "~", TILDE = "\x7f", AS_IS = "\0";
  const letters = new TextDecoder("gb18030");

  function read(text) {
    if (text.startsWith(AS_IS)) return text.slice(1);
    return text.split(TURN).map((run, n) => (n % 2 ? run.replaceAll(TILDE, TURN) : twoEach(run))).join("");
  }

  function twoEach(run) {
    return letters.decode(Uint8Array.from(run, (character) => character.charCodeAt(0) | 128));
  }

  return { read };
})();
