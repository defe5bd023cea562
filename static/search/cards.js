// What a result shows: the cards of articles by number.
"use strict";
var jianbao = window.jianbao || {};

jianbao.cards = (() => {
  const { zipped } = jianbao;
  const blocks = new Map(); // block -> Map of number -> card

  // The cards of some numbers, in their order: {id, title, date, regions, places, lead}.
  async function cards(numbers) {
    const { cards: layout } = await jianbao.files.manifest(), [width] = layout;
    const needed = new Set(numbers.map((number) => Math.floor(number / width)));
    await Promise.all(Array.from(needed, (block) => load(block, layout)));
    return numbers.map((number) => blocks.get(Math.floor(number / width)).get(number));
  }

  async function load(block, [width, group, digests]) {
    if (blocks.has(block)) return;
    const bytes = jianbao.bits.bytes(digests), at = Math.floor(block / group) * 3;
    const digest = Array.from(bytes.slice(at, at + 3), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const [offsets, ids, titles, dates, regions, leads, names] = await jianbao.files.load(`c/${block}-${digest}`);
    const { places } = await jianbao.files.manifest();
    const found = offsets.map((offset, n) => [
      block * width + offset,
      {
        ...{ id: ids[n], title: zipped.read(titles[n]), date: dates[n], regions: regions[n], lead: zipped.read(leads[n]) },
        places: regions[n].map((code) => places[code] ?? names[code] ?? code),
      },
    ]);
    blocks.set(block, new Map(found));
  }

  return cards;
})();
