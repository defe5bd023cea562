// A query as terms and filters, as generator/search/query.py reads it.
"use strict";
var jianbao = window.jianbao || {};

jianbao.query = (() => {
  const BLANK = jianbao.fold.SPACE.source.slice(1, -1);
  const KINDS = { 人: "person", 地: "region", 标签: "tag", 栏目: "column", 日期: "date" };
  const FILTER = new RegExp(`(^|[${BLANK}])(-?)(${Object.keys(KINDS).join("|")}):(?:"([^"]*)"|([^${BLANK}"]+))`, "g");
  const TERM = new RegExp(`(-?)(?:"([^"]*)"|([^${BLANK}"]+))`, "g");
  const LONGEST = 200; // letters of a query: what is longer is cut, and said to be

  // {terms: [{text, wanted}], filters: [{kind, value, wanted}], cut}; white space parts terms, "…" holds one together,
  // a leading - excludes. With a `fold` that gives several texts, a term has all of them.
  async function parse(query, fold = jianbao.fold.fold) {
    const letters = Array.from(String(query ?? ""));
    let text = letters.slice(0, LONGEST).join("").replace(/[“”]/g, '"');
    const filters = [];
    text = text.replace(FILTER, (all, before, minus, kind, quoted, plain) => {
      const value = (quoted ?? plain).trim();
      if (value) filters.push({ kind: KINDS[kind], value, wanted: !minus });
      return before;
    });
    const terms = [];
    for (const [, dash, quoted, plain] of text.matchAll(TERM)) {
      let minus = dash, term = quoted || plain || "";
      if (!minus && !quoted && term.startsWith("-") && term.length > 1) [minus, term] = ["-", term.slice(1)];
      term = await fold(term);
      if (term.length) terms.push({ text: term, wanted: !minus, quoted: Boolean(quoted) });
    }
    return { terms, filters, cut: letters.length > LONGEST };
  }

  // The days that a filter's value names, as [first, last] in Python's ordinals, null where it is open; or nothing.
  function days(value) {
    const [from, to, more] = value.includes("..") ? value.split("..") : [value, value];
    const first = from ? bound(from, false) : null, last = to ? bound(to, true) : null;
    if (more !== undefined || first === undefined || last === undefined || (!from && !to)) return undefined;
    if (first !== null && last !== null && first > last) return undefined;
    return [first, last];
  }

  function bound(text, last) {
    const found = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?$/.exec(text);
    if (!found) return undefined;
    const [, year, month, day] = found.map(Number);
    const at = new Date(0);
    if (!last || day) at.setUTCFullYear(year, (month || 1) - 1, day || 1);
    else if (month) at.setUTCFullYear(year, month, 0);
    else at.setUTCFullYear(year, 11, 31);
    if (at.getUTCFullYear() !== year || (month && at.getUTCMonth() !== month - 1) || (day && at.getUTCDate() !== day))
      return undefined;
    return at.getTime() / 86400000 + 719163;
  }

  return { parse, days, KINDS };
})();
