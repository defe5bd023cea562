// Which articles a query finds, and in what order.
"use strict";
var jianbao = window.jianbao || {};

jianbao.find = (() => {
  const { lists, files, query } = jianbao;
  const WINDOW = 4; // letters by which a file of pairs is looked for: frequent pairs are parted by what follows
  const BODY = 2, MANY = 3, OFTEN = 3; // so many hits in the body are a level of their own
  const MINOR = 0, OF_FIELD = [6, 4, 1]; // levels of hits that are no words, by field: title, head, body
  const WEIGHTS = [0, 2, 4, 6, 9, 12, 18, 24]; // of levels
  const MOST_WINDOWS = 2; // of terms whose seams are looked for
  const TOGETHER = 8; // for terms that stand side by side somewhere
  const GROUP_KINDS = { person: "p", region: "rx", tag: "t", column: "c" }; // by which names are listed
  const SHORT = "s"; // leads on to a place's full name
  const LOOKED = 60, NEAR = 3; // names that begin as a value does: looked at, told of
  const NONE = { numbers: new Int32Array(0), levels: new Uint8Array(0) };
  let minor;

  // {numbers, order, terms, notices}: all articles that the query and the filters find, ascending by number, and
  // their indices from the best to the least. `filters`: {person, region, tag, column, year, date}.
  async function find(text, filters = {}, sort = "relevance") {
    const [parsed] = await Promise.all([query.parse(text), preparedFor(text, given(filters))]);
    const notices = parsed.cut ? [{ what: "long" }] : [];
    const asked = [...parsed.filters, ...given(filters)];
    const wanted = parsed.terms.filter((term) => term.wanted), unwanted = parsed.terms.filter((term) => !term.wanted);
    if (!wanted.length && !asked.some((filter) => filter.wanted)) {
      notices.push({ what: unwanted.length || asked.length ? "excluded" : "nothing" });
      return { numbers: new Int32Array(0), order: [], terms: [], notices };
    }
    const [found, excluded, allowed, seams] = await Promise.all([
      Promise.all(wanted.map((term) => occurrences(term.text))),
      Promise.all(unwanted.map((term) => occurrences(term.text))),
      Promise.all(asked.map((filter) => allowedBy(filter, notices))),
      sort === "date" ? [] : besideEachOther(wanted),
    ]);
    let numbers = found.length ? found.map((list) => list.numbers).reduce(common) : await startingFrom(asked, allowed);
    for (const [n, { wanted: kept }] of asked.entries())
      numbers = numbers.filter((number) => allowed[n].passes(number) === kept);
    for (const list of excluded) numbers = without(numbers, list.numbers);
    const order = sort === "date" ? newest(numbers) : best(numbers, found, seams);
    return { numbers, order, terms: wanted, notices };
  }

  // Without a term to find: the articles of one filter, or all.
  async function startingFrom(asked, allowed) {
    const listed = allowed.find((one, n) => one.numbers && asked[n].wanted);
    if (listed) return listed.numbers;
    const [, , , count, text] = await daysFile(), { universe } = await files.manifest();
    return Int32Array.from(ascending(count, text, universe));
  }

  // ---------------------------------------------------------------- terms

  // Loads the directory's pages for what a query needs, even before it is surely folded: one round trip, not two.
  async function preparedFor(text, filters) {
    const parsed = await query.parse(text, jianbao.fold.guesses);
    const texts = [...parsed.terms.flatMap((term) => term.text), ...seamsOf(parsed.terms.filter((term) => term.wanted))];
    const named = [...parsed.filters, ...filters].filter(({ kind }) => Object.hasOwn(GROUP_KINDS, kind));
    const names = await Promise.all(named.map(({ value }) => jianbao.fold.guesses(value)));
    await Promise.all([
      ...Array.from(new Set(texts), waysTo),
      ...names.flat().map((name) => lists.near("n", name, true)),
    ]).catch(() => {}); // who needs them tries again, and says so
  }

  function waysTo(text) {
    const letters = Array.from(text);
    if (letters.length === 1) return lists.near("l", text);
    return Promise.all([lists.near("w", text), prepared(letters)]);
  }

  // The articles in which a folded text stands: {numbers, levels}.
  async function occurrences(text) {
    const letters = Array.from(text);
    if (letters.length === 1) return (await lists.articles("l", text, true)) ?? NONE;
    const [listed, pairs] = await Promise.all([lists.articles("w", text, true), prepared(letters)]);
    return listed ?? sideBySide(pairs);
  }

  // Ways to the pairs that cover some letters, with the directory's pages at hand.
  async function prepared(letters) {
    const starts = [];
    for (let at = 0; at + 2 <= letters.length; at += 2) starts.push(at);
    if (letters.length % 2) starts.push(letters.length - 2);
    await Promise.all(starts.map((at) => lists.near("p", windowAt(letters, at), true)));
    return { letters, starts };
  }

  function windowAt(letters, at) {
    return letters.slice(at, at + WINDOW).join("");
  }

  // The articles in which the pairs stand side by side in one piece.
  async function sideBySide({ letters, starts }) {
    const windows = await Promise.all(starts.map((at) => lists.hits(windowAt(letters, at))));
    const rarest = starts.map((_, n) => n).sort((a, b) => size(windows[a]) - size(windows[b]));
    const levels = new Map();
    for (let field = lists.FIELDS - 1; field >= 0; field--) {
      let hits = moved(windows[rarest[0]][field], starts[rarest[0]]);
      for (const n of rarest.slice(1)) hits = meeting(hits, windows[n][field], starts[n]);
      for (const [number, count] of counted(hits))
        levels.set(number, field === BODY && count >= MANY ? OFTEN : OF_FIELD[field]);
      await files.breathe();
    }
    return rated(levels);
  }

  // How many hits each article has.
  function counted(hits) {
    const counts = new Map();
    for (const hit of hits) {
      const number = Math.floor(hit / lists.PLACE);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    return counts;
  }

  function size(fields) {
    return fields.reduce((sum, hits) => sum + hits.length, 0);
  }

  // Hits as places where the whole would begin.
  function moved(hits, offset) {
    return hits.filter((hit) => hit % lists.PLACE >= offset).map((hit) => hit - offset);
  }

  // The places where the whole would begin that have `offset` further on one of the hits.
  function meeting(places, hits, offset) {
    const found = [];
    let at = 0;
    for (const place of places) {
      while (at < hits.length && hits[at] < place + offset) at++;
      if (hits[at] === place + offset) found.push(place);
    }
    return found;
  }

  async function rated(levels) {
    const manifest = await files.manifest();
    minor ??= new Set(ascending(...manifest.minor, manifest.universe));
    const numbers = Int32Array.from(levels.keys()).sort();
    return { numbers, levels: Uint8Array.from(numbers, (number) => (minor.has(number) ? MINOR : levels.get(number))) };
  }

  function ascending(count, text, universe) {
    const { Bits, bytes, gapWidth } = jianbao.bits, bits = new Bits(bytes(text)), width = count && gapWidth(universe, count);
    let number = -1;
    return Array.from({ length: count }, () => (number += bits.rice(width) + 1));
  }

  // The articles in which terms stand side by side, for each seam between them. Where the terms themselves need many
  // files nothing: what then is found is little, and would cost more.
  async function besideEachOther(terms) {
    const windows = await Promise.all(terms.map(({ text }) => windowsOf(text)));
    if (windows.reduce((sum, count) => sum + count, 0) > MOST_WINDOWS) return [];
    return Promise.all(seamsOf(terms).map(occurrences));
  }

  async function windowsOf(text) {
    const { length } = Array.from(text);
    return length === 1 || (await lists.mayHave("w", text)) ? 0 : Math.ceil(length / 2);
  }

  // Two letters for each seam between unquoted terms: where they occur, the terms stand side by side. Where a term may
  // be one text or another, so may the letters.
  function seamsOf(terms) {
    const loose = terms.filter((term) => !term.quoted).slice(0, 4);
    const ways = loose.map(({ text }) => [text].flat().map((way) => Array.from(way)));
    return ways.slice(1).flatMap((after, n) => ways[n].flatMap((before) => after.map(([first]) => before.at(-1) + first)));
  }

  // ---------------------------------------------------------------- filters

  function given(filters) {
    return Object.entries(filters ?? {}).flatMap(([kind, values]) =>
      [values].flat().filter((value) => value !== undefined && value !== null && value !== "")
        .map((value) => ({ kind, value: String(value), wanted: true })));
  }

  // {passes, numbers}: whether an article's number passes; all that do, where they are listed.
  async function allowedBy({ kind, value }, notices) {
    if (kind === "year" || (kind === "date" && /^\d{4}$/.test(value))) return byYear(Number(value));
    if (kind === "date") return byDate(query.days(value), notices);
    if (!Object.hasOwn(GROUP_KINDS, kind)) {
      notices.push({ what: "filter" });
      return { passes: () => true };
    }
    const found = await listedAs(kind, value, notices);
    const numbers = new Set(found.flatMap((name) => Array.from(name.numbers)));
    return { passes: (number) => numbers.has(number), numbers: Int32Array.from(numbers).sort() };
  }

  // What is listed under a name; where nothing is, a notice with names that begin so.
  async function listedAs(kind, value, notices) {
    const name = await jianbao.fold.fold(value), letters = GROUP_KINDS[kind];
    const near = name ? await lists.beginning("n", name, LOOKED) : [];
    const called = (found, kinds) => found.filter(({ key }) => kinds.includes(key.split("\t")[1]));
    const exact = near.filter(({ key }) => key.startsWith(`${name}\t`)), listed = called(exact, letters);
    if (listed.length) return listed;
    const [short] = kind === "region" ? called(exact, SHORT) : [];
    if (short) return called(await lists.beginning("n", `${short.key.split("\t")[2]}\t`, LOOKED), letters);
    const names = called(near, letters[0]).sort((a, b) => b.numbers.length - a.numbers.length).slice(0, NEAR);
    notices.push({ what: "unknown", kind, value, names: names.map(({ key }) => key.split("\t")[2]) });
    return [];
  }

  async function byYear(year) {
    const { years, universe } = await files.manifest(), n = years.findIndex(([one]) => one === year);
    if (n < 0) return { passes: () => false };
    const first = years[n][1], end = n + 1 < years.length ? years[n + 1][1] : universe;
    return { passes: (number) => number >= first && number < end };
  }

  // Within the days, and surely so: what is dated to a month is not within one of its days.
  async function byDate(bounds, notices) {
    if (!bounds) {
      notices.push({ what: "date" });
      return { passes: () => false };
    }
    const [from, to] = [bounds[0] ?? -Infinity, bounds[1] ?? Infinity];
    const { universe } = await files.manifest(), [days, firsts, vague] = await daysFile();
    const ordinals = summed(days), numbers = summed(firsts), loose = new Map();
    for (let i = 0; i < vague.length; i += 3) {
      const [first, last] = [vague[i + 1] ?? -Infinity, vague[i + 2] ?? Infinity];
      loose.set(vague[i], first >= from && last <= to && last >= first && (vague[i + 1] !== null || vague[i + 2] !== null));
    }
    const low = ordinals.findIndex((day) => day >= from), high = ordinals.findIndex((day) => day > to);
    const first = low < 0 ? universe : numbers[low], end = high < 0 ? universe : numbers[high];
    return { passes: (number) => loose.get(number) ?? (number >= first && number < end) };
  }

  function summed(gaps) {
    let sum = 0;
    return gaps.map((gap) => (sum += gap));
  }

  async function daysFile() {
    return files.load(`days-${(await files.manifest()).days}`);
  }

  // ---------------------------------------------------------------- sets of numbers, ascending

  function common(some, others) {
    let at = 0;
    return some.filter((number) => {
      while (at < others.length && others[at] < number) at++;
      return others[at] === number;
    });
  }

  function without(some, others) {
    let at = 0;
    return some.filter((number) => {
      while (at < others.length && others[at] < number) at++;
      return others[at] !== number;
    });
  }

  // ---------------------------------------------------------------- order

  function newest(numbers) {
    return Int32Array.from(numbers, (_, n) => numbers.length - 1 - n);
  }

  // Indices by what the hits weigh, the newest first among equals.
  function best(numbers, found, seams) {
    const scores = new Uint16Array(numbers.length), buckets = [];
    for (const { numbers: theirs, levels } of found) {
      let at = 0;
      numbers.forEach((number, n) => {
        while (theirs[at] < number) at++;
        scores[n] += WEIGHTS[levels[at]];
      });
    }
    for (const seam of seams) {
      let at = 0;
      numbers.forEach((number, n) => {
        while (at < seam.numbers.length && seam.numbers[at] < number) at++;
        if (seam.numbers[at] === number && scores[n]) scores[n] += TOGETHER;
      });
    }
    for (let n = numbers.length - 1; n >= 0; n--) (buckets[scores[n]] ??= []).push(n);
    return buckets.reverse().flat();
  }

  return { find };
})();
