// How many of the articles found are of each year, place, tag, person.
"use strict";
var jianbao = window.jianbao || {};

jianbao.facets = (() => {
  const KINDS = { r: "region", t: "tag", p: "person" };
  const SHOWN = 10;
  let common;

  // [{year, count}] for every year of the archive from first to last.
  async function years(numbers) {
    const { years, universe } = await jianbao.files.manifest();
    const counts = new Map(years.map(([year]) => [year, 0]));
    let at = 0;
    years.forEach(([year, first], n) => {
      const end = n + 1 < years.length ? years[n + 1][1] : universe;
      while (at < numbers.length && numbers[at] < first) at++;
      const start = at;
      while (at < numbers.length && numbers[at] < end) at++;
      counts.set(year, at - start);
    });
    return Array.from(counts, ([year, count]) => ({ year, count }));
  }

  // {region, tag, person}: of each the names that most of the articles have, [{name, count}], out of the archive's
  // most common ones.
  async function names(numbers) {
    common ??= read();
    const within = new Set(numbers), found = { region: [], tag: [], person: [] };
    for (const { kind, name, numbers: theirs } of await common) {
      let count = 0;
      for (const number of theirs) if (within.has(number)) count++;
      if (count) found[kind].push({ name, count });
      await jianbao.files.breathe();
    }
    for (const kind of Object.keys(found)) found[kind] = found[kind].sort((a, b) => b.count - a.count).slice(0, SHOWN);
    return found;
  }

  async function read() {
    const { universe, facets } = await jianbao.files.manifest();
    const [sizes, rests, data] = await jianbao.files.load(`facets-${facets}`);
    const bits = new jianbao.bits.Bits(jianbao.bits.bytes(data));
    return jianbao.lists.keysOf(sizes, rests).map((key) => {
      const [, kind, name] = key.split("\t");
      return { kind: KINDS[kind], name, numbers: jianbao.lists.articlesFrom(bits, universe, false).numbers };
    });
  }

  return { years, names };
})();
