// Loads the files of the index. They are classic scripts, so that one way works over http, from disk, and under a
// policy of default-src 'self'; each hands what it holds to jianbao.take.
"use strict";
var jianbao = window.jianbao || {};

jianbao.files = (() => {
  const FORMAT = 2, TRIES = 3, PAUSE = 400; // milliseconds before another try
  const script = document.currentScript;
  const root = new URL("../../", script.src); // of the site
  const handed = new Map(), wanted = new Map();

  class LoadError extends Error {}

  jianbao.take = (name, values) => handed.set(name, values);

  // What the file at a path below search/ hands over as `name`; rejects with a LoadError.
  function load(path, name = path.replace(/-[0-9a-f]+$/, "")) {
    let promise = wanted.get(path);
    if (!promise) {
      promise = attempt(path, name, 1);
      wanted.set(path, promise);
      promise.catch(() => wanted.delete(path));
    }
    return promise;
  }

  async function attempt(path, name, number) {
    try {
      return await insert(path, name, number);
    } catch (error) {
      if (number === TRIES) throw error;
      await new Promise((done) => setTimeout(done, PAUSE * number));
      return attempt(path, name, number + 1);
    }
  }

  function insert(path, name, number) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      const url = new URL(`search/${path}.js`, root);
      if (number > 1 && url.protocol !== "file:") url.search = `again=${number}`;
      element.src = url;
      element.onload = () => {
        element.remove();
        const values = handed.get(name);
        handed.delete(name);
        if (values === undefined) failed(new LoadError(path));
        else done(values);
      };
      element.onerror = () => {
        element.remove();
        failed(new LoadError(path));
      };
      document.head.append(element);
    });
  }

  let opened;

  // The manifest; rejects where it is of a later format than these scripts read.
  function manifest() {
    opened ??= (handed.has("manifest") ? Promise.resolve(handed.get("manifest")) : load("manifest")).then((values) => {
      if (values.format !== FORMAT) throw new LoadError("format");
      return values;
    });
    opened.catch(() => (opened = undefined));
    return opened;
  }

  // Whether another piece of work should wait until the browser has had a turn.
  let since = performance.now();
  async function breathe() {
    if (performance.now() - since > 8) {
      await new Promise((done) => setTimeout(done));
      since = performance.now();
    }
  }

  return { load, manifest, breathe, root, LoadError };
})();
