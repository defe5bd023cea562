// How many of the articles found are of each year, place, tag, person.
"use strict";
var jianbao = window.jianbao || {};

jianbao.facets = (() => {
  const KINDS = { r: "region", t: "tag", p: "person" };
  const SHOWN = 10, MOST_YEARS = 200;
  let common;

  // [{year, count}] for every year from the archive's first to its last, also those it has nothing of.
  async function years(numbers) {
    const { years, universe } = await jianbao.files.manifest();
    if (!years.length) return [];
    const first = years[0][0], last = Math.min(years.at(-1)[0], first + MOST_YEARS - 1);
    const counts = new Map(Array.from({ length: last - first + 1 }, (_, n) => [first + n, 0]));
    let at = 0;
    years.forEach(([year, start], n) => {
      const end = n + 1 < years.length ? years[n + 1][1] : universe;
      while (at < numbers.length && numbers[at] < start) at++;
      const before = at;
      while (at < numbers.length && numbers[at] < end) at++;
      counts.set(year, at - before);
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
