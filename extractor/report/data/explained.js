// Extras; the page works without them. Pointing at a value shows its text and the other way round; n and p go from one
// doubtful value to the next.
(() => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const parts = new Map();
  for (const element of all("[data-f]")) {
    for (const number of element.dataset.f.split(" ")) {
      if (!parts.has(number)) parts.set(number, []);
      parts.get(number).push(element);
    }
  }
  const numbersOf = (target) => {
    const part = target.closest("[data-f], .values dd");
    if (part) return (part.matches("dd") ? part.previousElementSibling : part).dataset.f.split(" ");
    const link = target.closest("a[href^='#f']");
    return link ? [link.hash.slice(2)] : [];
  };
  let lit = [];
  const light = (event) => {
    for (const element of lit) element.classList.remove("on");
    lit = numbersOf(event.target).flatMap((number) => parts.get(number) || []);
    for (const element of lit) element.classList.add("on");
  };
  document.addEventListener("mouseover", light);
  document.addEventListener("focusin", light);
  // Going to a value brings its text into view as well.
  const pane = document.querySelector(".text");
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.matches("dt")) return;
    const mine = (parts.get(target.dataset.f) || []).find((element) => pane.contains(element));
    let value = target.nextElementSibling;
    while (value && !value.querySelector(".line")) value = value.nextElementSibling; // without a text of its own: its row's
    const place = mine || (value && document.getElementById(value.querySelector(".line").hash.slice(1)));
    if (!place) return;
    const [inner, outer] = [place.getBoundingClientRect(), pane.getBoundingClientRect()];
    pane.scrollTo(pane.scrollLeft + inner.left - outer.left - pane.clientWidth / 3, pane.scrollTop + inner.top - outer.top - pane.clientHeight / 3);
  });
  const doubtful = all(".first tbody th a").map((link) => link.hash);
  document.querySelector("#first .dek")?.append(" The keys n and p go from one to the next.");
  let at = -1;
  addEventListener("keydown", (event) => {
    const step = { n: 1, p: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || !doubtful.length) return;
    at = (at + step + doubtful.length) % doubtful.length;
    location.hash = doubtful[at];
  });
})();
