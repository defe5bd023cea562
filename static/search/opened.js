// In an article that was opened from a search result (?q=…): marks what was found. Loads nothing otherwise.
"use strict";

document.addEventListener("DOMContentLoaded", async () => {
  const terms = new URLSearchParams(location.search).getAll("q").filter(Boolean);
  const here = document.querySelector("script[src$='static/search/opened.js']");
  if (!terms.length || !here) return;
  for (const name of ["bits", "files", "fold", "marks"]) {
    const script = document.createElement("script");
    script.src = here.src.replace(/opened\.js$/, `${name}.js`);
    const loaded = new Promise((done, failed) => Object.assign(script, { onload: done, onerror: failed }));
    document.head.append(script);
    await loaded;
  }
  const folded = await Promise.all(terms.map((term) => jianbao.fold.fold(term)));
  await markArticle(document.querySelector(".story"), folded.filter(Boolean).map((text) => ({ text })));
});

async function markArticle(story, terms) {
  const blocks = story.querySelectorAll("h1, .kicker, .deck, .column, .byline, .body > *, .body li, .body blockquote > *, .pictures p");
  for (const block of blocks) {
    if (block.querySelector("li, p")) continue;
    const found = await jianbao.marks.ranges(block.textContent, terms);
    for (const [start, end] of found.reverse()) markRange(block, start, end);
  }
  story.querySelector("mark")?.scrollIntoView({ block: "center" });
}

// Puts marks around the letters from start to end of a block's text, which may be parted by links and the like.
function markRange(block, start, end) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), parts = [];
  for (let at = 0, node; (node = walker.nextNode()); at += node.length) {
    const from = Math.max(start - at, 0), to = Math.min(end - at, node.length);
    if (from < to) parts.push([node, from, to]);
  }
  for (const [node, from, to] of parts) {
    const range = document.createRange(), mark = document.createElement("mark");
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(mark);
  }
}
