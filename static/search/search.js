// jianbao.search: what the web page /search/ offers to scripts.
"use strict";
var jianbao = window.jianbao || {};

(() => {
  const { files, find, cards } = jianbao;
  const PASSAGES = 10; // web pages at most that are asked for the sentence with the hit
  const AROUND = 40; // letters of a sentence on either side of the hit

  // Resolves to {total, results: [{id, url, title, date, regions, snippet}], …}. Options: limit (10), offset (0),
  // filters ({person, region, tag, column, year, date}), sort ("relevance" or "date"), snippets (true).
  async function search(query, { limit = 10, offset = 0, filters = {}, snippets = true, sort = "relevance" } = {}) {
    const found = await find.find(query, filters, sort);
    const chosen = Array.from(found.order.slice(offset, offset + limit), (n) => found.numbers[n]);
    const results = (await cards(chosen)).map((card) => ({ ...card, url: address(card.id), snippet: card.lead }));
    if (snippets) await passages(results, found.terms);
    return { total: found.numbers.length, results, numbers: found.numbers, terms: found.terms, notices: found.notices };
  }

  function address(id) {
    const index = document.documentElement.querySelector("meta[name='jianbao-index']")?.content ?? "";
    return new URL(`articles/${id}/${index}`, files.root).href;
  }

  // The sentences with the hits for the first results.
  async function passages(results, terms) {
    await Promise.all(results.slice(0, PASSAGES).map((result) => addPassage(result, terms)));
  }

  // Puts the sentence with the hit, from the article's own web page, in place of the lead; nothing from disk.
  async function addPassage(result, terms) {
    if (!files.root.protocol.startsWith("http") || !terms.length) return;
    try {
      const answer = await fetch(result.url);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const blocks = [".body > *, .deck, .byline, .pictures p", ".story .column, .story .kicker"];
      for (const block of blocks.flatMap((kind) => [...page.querySelectorAll(kind)])) {
        const text = block.textContent.trim(), [hit] = await jianbao.marks.ranges(text, terms);
        if (hit) {
          result.snippet = cutAround(text, hit);
          return;
        }
      }
    } catch {
      // without the passage the lead stands
    }
  }

  function cutAround(text, [start, end]) {
    const from = text.slice(0, start).search(/[^。！？!?]*$/u), left = Math.max(from, start - AROUND);
    const stop = /[。！？!?]/u.exec(text.slice(end)), right = Math.min(stop ? end + stop.index + 1 : text.length, end + AROUND);
    return `${left > from ? "…" : ""}${text.slice(left, right)}${right < text.length && !stop ? "…" : ""}`;
  }

  Object.assign(jianbao, { search, passages });
})();
