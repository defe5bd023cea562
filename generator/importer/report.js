"use strict";
// J and K walk through the doubts, L goes from a doubt to its line and back.
{
  const doubts = [...document.querySelectorAll(".doubt")];
  let at = -1;
  const show = (target) => {
    if (!target) return;
    location.hash = target.id;
    target.focus({ preventScroll: true });
  };
  const step = (by) => {
    at = Math.min(Math.max(at + by, 0), doubts.length - 1);
    show(doubts[at]);
  };
  const across = () => {
    const here = document.querySelector(":target");
    const link = here && here.querySelector(here.classList.contains("doubt") ? ".where" : ".back");
    if (link) show(document.querySelector(link.getAttribute("href")));
  };
  addEventListener("hashchange", () => {
    const here = doubts.findIndex((doubt) => "#" + doubt.id === location.hash);
    if (here >= 0) at = here;
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = { j: () => step(1), k: () => step(-1), l: across }[event.key.toLowerCase()];
    if (action) action();
  });
}
