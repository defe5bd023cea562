// The search page in use: what is typed, what is shown, and the address, kept in step.
"use strict";
var jianbao = window.jianbao || {};

document.addEventListener("DOMContentLoaded", () => {
  const { words } = jianbao;
  const AT_ONCE = 10, WAIT = 120; // results; milliseconds after a letter
  const IN_COMPOSITION = 229; // all that Safari says of the Enter by which a word is chosen
  const WHY_NONE = ["nothing", "excluded", "unknown", "date"]; // notices that say why nothing is found
  const NAMED = { r: "region", t: "tag", p: "person" }; // kinds of suggestions that filter
  const FILTERS = ["year", "region", "tag", "person"];
  const form = document.getElementById("search-form"), box = form.elements.q;
  const part = (name) => document.getElementById(`search-${name}`);
  let turn = 0, shown = 0, composing = false, waiting;
  let address = location.search; // what it says is asked for
  let settled = true; // whether the query is done with: what is typed next is a step of its own

  // ---------------------------------------------------------------- the address

  function asked() {
    const values = new URLSearchParams(address), filters = {};
    for (const kind of FILTERS) {
      const chosen = values.getAll(kind).filter(Boolean);
      if (chosen.length) filters[kind] = chosen;
    }
    return { query: values.get("q") ?? "", filters, sort: values.get("sort") === "date" ? "date" : "relevance" };
  }

  function go({ query, filters, sort }, replace = false) {
    const values = new URLSearchParams();
    if (query) values.set("q", query);
    for (const [kind, all] of Object.entries(filters)) for (const value of all) values.append(kind, value);
    if (sort === "date") values.set("sort", sort);
    if (String(values) === String(new URLSearchParams(address))) return show();
    if (!replace) keep();
    address = `?${values}`;
    remember(replace ? "replaceState" : "pushState", null, values.size ? address : location.pathname);
    return show();
  }

  // From disk, some browsers let nothing be remembered.
  function remember(way, state, url) {
    try {
      history[way](state, "", url);
    } catch (error) {
      if (error.name !== "SecurityError") throw error;
    }
  }

  // What was shown, and how far down, is kept for the way back from an article.
  function keep() {
    remember("replaceState", { shown, down: scrollY });
  }

  async function restore() {
    const { shown: before, down } = history.state ?? {};
    await show(Math.max(before ?? 0, AT_ONCE), down);
  }

  function toggled(filters, kind, value) {
    const values = filters[kind] ?? [], rest = values.filter((one) => one !== value);
    const made = { ...filters, [kind]: rest.length < values.length ? rest : [...rest, value] };
    if (!made[kind].length) delete made[kind];
    return made;
  }

  // ---------------------------------------------------------------- results

  async function show(limit = AT_ONCE, down = 0) {
    const mine = ++turn, state = asked();
    if (document.activeElement !== box) box.value = state.query;
    document.title = state.query ? `${state.query} · ${form.dataset.title}` : form.dataset.title;
    part("help").hidden = Boolean(state.query || Object.keys(state.filters).length);
    if (!part("help").hidden) return clear(words.empty);
    part("results").setAttribute("aria-busy", "true");
    const slow = setTimeout(() => mine === turn && say(words.searching), 400);
    try {
      const options = { limit, filters: state.filters, sort: state.sort, snippets: false };
      const found = await jianbao.search(state.query, options);
      if (mine !== turn) return undefined;
      await list(found, state);
      if (down) scrollTo(0, down);
      clearTimeout(slow);
      if (mine === turn) await Promise.all([narrow(found, state, mine), passages(found, mine)]);
    } catch (error) {
      if (mine === turn) fail(error, limit);
    } finally {
      clearTimeout(slow);
      if (mine === turn) part("results").removeAttribute("aria-busy");
    }
    return undefined;
  }

  function clear(message) {
    for (const name of ["results", "facets", "years", "filters"]) part(name).replaceChildren();
    for (const name of ["sort", "more", "retry"]) part(name).hidden = true;
    part("facets").hidden = part("years").hidden = true;
    say(message);
  }

  function say(message) {
    part("status").textContent = message;
  }

  function fail(error, limit) {
    if (!(error instanceof jianbao.files.LoadError)) console.error(error);
    clear(error.message === "format" ? words.newer : words.failed);
    part("retry").hidden = false;
    part("retry").onclick = () => show(limit);
  }

  async function list(found, state) {
    const chosen = Object.keys(state.filters).length > 0;
    const items = await Promise.all(found.results.map((result) => item(result, found.terms)));
    part("results").replaceChildren(...items);
    const notices = found.notices.map((notice) => words.notices[notice.what](notice)).join("");
    const said = found.notices.some(({ what }) => WHY_NONE.includes(what));
    say(notices + (found.total ? words.total(found.total) : said ? "" : chosen ? words.noneFiltered : words.none));
    shown = items.length;
    part("more").hidden = shown >= found.total;
    part("sort").hidden = found.total < 2;
    part("retry").hidden = true;
    for (const button of part("sort").querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.value === state.sort));
    chips(state);
  }

  async function item(result, terms) {
    const made = element("li"), heading = element("h2"), link = element("a", { href: opened(result.url, terms) });
    link.append(await jianbao.marks.nodes(result.title, terms));
    heading.append(link);
    const lead = element("p", { className: "lead" });
    lead.append(await jianbao.marks.nodes(result.snippet, terms));
    const facts = element("p", { className: "facts" });
    facts.append(when(result.date), ...result.places.slice(0, 3).map((place) => element("span", { textContent: place })));
    made.append(heading, lead, facts);
    return made;
  }

  function opened(url, terms) {
    const address = new URL(url);
    for (const { text } of terms) address.searchParams.append("q", text);
    return address.href;
  }

  function when(date) {
    const { text, machine } = jianbao.dates.inWords(date);
    return element(machine ? "time" : "span", { textContent: text, ...(machine && { dateTime: machine }) });
  }

  // The sentences with the hits, from the articles' own pages, once all else stands.
  async function passages(found, mine) {
    await jianbao.passages(found.results, found.terms);
    for (const [n, result] of found.results.entries()) {
      if (mine !== turn || result.snippet === result.lead) continue;
      const lead = part("results").children[n]?.querySelector(".lead");
      lead?.replaceChildren(await jianbao.marks.nodes(result.snippet, found.terms));
    }
  }

  // ---------------------------------------------------------------- narrowing

  // The counts by year and by name. Without them the results are whole, and stay.
  async function narrow(found, state, mine) {
    const years = await jianbao.facets.years(found.numbers);
    if (mine === turn) chart(years, state);
    let groups;
    try {
      const names = found.total ? await jianbao.facets.names(found.numbers) : await named(state);
      const from = found.total ? state : { ...state, query: "" };
      groups = Object.entries(names).filter(([, values]) => values.length).map(([kind, values]) => group(kind, values, from));
      if (!found.total && groups.length && mine === turn) say(words.noneButNames);
    } catch (error) {
      if (!(error instanceof jianbao.files.LoadError)) console.error(error);
      const again = element("button", { type: "button", textContent: part("retry").textContent });
      again.onclick = () => narrow(found, state, turn);
      groups = [element("p", { textContent: words.noCounts }), again];
    }
    if (mine !== turn) return;
    part("facets").hidden = !groups.length;
    part("facets").replaceChildren(...groups);
  }

  // The names that a query without a hit may have meant: articles have a tag or place without printing it.
  async function named({ query, filters }) {
    const made = {};
    if (!/^[^\s:"-]+$/u.test(query) || Object.keys(filters).length) return made;
    for (const { kind, name, count } of await jianbao.suggest(query))
      if (NAMED[kind]) (made[NAMED[kind]] ??= []).push({ name, count });
    return made;
  }

  function group(kind, values, state) {
    const made = element("section"), list = element("ul");
    made.append(element("h2", { textContent: words.kinds[kind] }), list);
    for (const { name, count } of values) {
      const button = element("button", { type: "button" });
      button.append(element("span", { textContent: name }), " ", element("span", { className: "count", textContent: count }));
      button.setAttribute("aria-pressed", String((state.filters[kind] ?? []).includes(name)));
      button.onclick = () => go({ ...state, filters: toggled(state.filters, kind, name) });
      const entry = element("li");
      entry.append(button);
      list.append(entry);
    }
    return made;
  }

  // A bar a year; each filters. Heights are steps of a style, as the policy allows no styles of its own.
  function chart(years, state) {
    const most = Math.max(...years.map(({ count }) => count), 1), hit = years.some(({ count }) => count);
    part("years").hidden = !hit || years.length < 2;
    const bars = years.map(({ year, count }, n) => {
      const entry = element("li"), button = element("button", { type: "button", disabled: !count });
      button.className = `bar bar-${Math.ceil((count / most) * 10)}`;
      button.setAttribute("aria-label", words.yearBar(year, count));
      button.setAttribute("aria-pressed", String((state.filters.year ?? []).includes(String(year))));
      button.title = words.yearBar(year, count);
      if ((years.length - n) % 2) button.append(element("span", { textContent: year }));
      button.onclick = () => go({ ...state, filters: toggled({ ...state.filters, year: [] }, "year", String(year)) });
      entry.append(button);
      return entry;
    });
    part("years").querySelector("ul")?.remove();
    const list = element("ul");
    list.append(...bars);
    part("years").replaceChildren(element("h2", { textContent: words.years }), list);
    list.scrollLeft = list.scrollWidth; // the newest
  }

  function chips(state) {
    const made = Object.entries(state.filters).flatMap(([kind, values]) =>
      values.map((value) => {
        const button = element("button", { type: "button", textContent: `${words.kinds[kind]}：${value} ×` });
        button.setAttribute("aria-label", words.remove(value));
        button.onclick = () => go({ ...state, filters: toggled(state.filters, kind, value) });
        return button;
      }),
    );
    part("filters").replaceChildren(...made);
  }

  // ---------------------------------------------------------------- suggestions

  let choice = -1;

  async function suggest() {
    const query = box.value, found = query.trim() ? await jianbao.suggest(query).catch(() => []) : [];
    if (query !== box.value || document.activeElement !== box) return;
    choice = -1;
    part("names").replaceChildren(
      ...found.map(({ kind, name, count }, n) => {
        const option = element("li", { id: `search-name-${n}` });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = `${words.prefixes[kind]}:${/[\s"]/u.test(name) ? `"${name}"` : name}`;
        option.append(
          element("span", { className: "kind", textContent: words.prefixes[kind] }),
          element("span", { textContent: name }),
          element("span", { className: "count", textContent: count }),
        );
        option.onpointerdown = (event) => {
          event.preventDefault();
          choose(option);
        };
        return option;
      }),
    );
    unfold(found.length > 0);
  }

  function unfold(open) {
    part("names").hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    box.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    box.value = [...box.value.split(/\s+/u).slice(0, -1), option.dataset.text].join(" ");
    unfold(false);
    submit();
  }

  function move(step) {
    const options = [...part("names").children];
    options[choice]?.setAttribute("aria-selected", "false");
    choice = ((choice + step + 1 + options.length + 1) % (options.length + 1)) - 1;
    if (choice < 0) box.removeAttribute("aria-activedescendant");
    else {
      options[choice].setAttribute("aria-selected", "true");
      box.setAttribute("aria-activedescendant", options[choice].id);
    }
  }

  // ---------------------------------------------------------------- typing

  // What is typed on the way to a query is one step of the history with it; `done` where it is reached.
  function ask(done) {
    const query = box.value.trim(), before = asked(), replace = !settled || !before.query;
    settled = done || (settled && query === before.query);
    return go({ ...before, query }, replace);
  }

  function submit() {
    clearTimeout(waiting);
    unfold(false);
    return ask(true);
  }

  function typed() {
    if (composing) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      ask(false);
      suggest();
    }, WAIT);
  }

  function pressed(event) {
    if (event.isComposing || composing || event.keyCode === IN_COMPOSITION) return;
    const open = !part("names").hidden;
    if (event.key === "Escape" && open) unfold(false);
    else if (event.key === "ArrowDown" && open) move(1);
    else if (event.key === "ArrowUp" && open) move(-1);
    else if (event.key === "ArrowDown") part("results").querySelector("a")?.focus();
    else if (event.key === "Enter" && open && choice >= 0) choose(part("names").children[choice]);
    else return;
    event.preventDefault();
  }

  // Up and down between results.
  function walked(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...part("results").querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    (links[at + (event.key === "ArrowDown" ? 1 : -1)] ?? (at ? links[at] : box)).focus();
  }

  function element(name, properties = {}) {
    return Object.assign(document.createElement(name), properties);
  }

  box.addEventListener("input", typed);
  box.addEventListener("keydown", pressed);
  box.addEventListener("blur", () => {
    unfold(false);
    settled = true;
  });
  box.addEventListener("compositionstart", () => (composing = true));
  box.addEventListener("compositionend", () => {
    composing = false;
    typed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!composing) submit();
  });
  part("results").addEventListener("keydown", walked);
  part("results").addEventListener("click", keep);
  part("more").addEventListener("click", async () => {
    const before = shown;
    await show(shown + AT_ONCE);
    part("results").children[before]?.querySelector("a").focus();
  });
  for (const button of part("sort").querySelectorAll("button"))
    button.addEventListener("click", () => go({ ...asked(), sort: button.value }));
  addEventListener("popstate", () => {
    address = location.search;
    box.value = asked().query;
    settled = true;
    restore();
  });
  part("tool").hidden = false;
  part("without").hidden = true;
  box.value = asked().query;
  // on a phone the keyboard would cover what is found
  if (!box.value || matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
  restore();
});
