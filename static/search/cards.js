// What a result shows: the cards of articles by number.
"use strict";
var jianbao = window.jianbao || {};

jianbao.cards = (() => {
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
    const [offsets, ...columns] = await jianbao.files.load(`c/${block}-${digest}`);
    const [ids, titles, dates, regions, places, leads] = columns;
    const found = offsets.map((offset, n) => [
      block * width + offset,
      { id: ids[n], title: titles[n], date: dates[n], regions: regions[n], places: places[n], lead: leads[n] },
    ]);
    blocks.set(block, new Map(found));
  }

  return cards;
})();
