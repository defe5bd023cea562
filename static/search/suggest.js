// Names that begin with what is being typed.
"use strict";
var jianbao = window.jianbao || {};

jianbao.suggest = (() => {
  const LOOKED = 60, SHOWN = 8;
  const KINDS = "prtc"; // all others only lead on

  // [{kind, name, count}] of people, places, tags and columns whose name begins with the last word of the query.
  async function suggest(query) {
    const last = String(query).split(/\s+/u).at(-1).replace(/^-?["“]?/u, "");
    const bare = last.replace(/^(人|地|标签|栏目)[:：]/u, ""), prefix = await jianbao.fold.fold(bare);
    if (!prefix || prefix.length > 30) return [];
    const only = last === bare ? null : { 人: "p", 地: "r", 标签: "t", 栏目: "c" }[/^(人|地|标签|栏目)/u.exec(last)[0]];
    const found = (await jianbao.lists.beginning("n", prefix, LOOKED)).map(({ key, numbers }) => {
      const [, kind, name] = key.split("\t");
      return { kind, name, count: numbers.length };
    });
    return found
      .filter(({ kind }) => KINDS.includes(kind) && (!only || kind === only))
      .sort((a, b) => b.count - a.count)
      .slice(0, SHOWN);
  }

  return suggest;
})();
