// The keyboard: Ctrl/Cmd+K palette, / search, g + letter to go, c to create, n note, j/k rows, x select, J/K records, e edit, [ sidebar, ? help.
(() => {
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = (element) => element && element.offsetParent !== null;
  let going = 0;

  const palette = () => document.getElementById("palette");
  const box = (p) => $("[data-palette-input]", p);
  const open = () => { const p = palette(); if (p && !p.open) { p.showModal(); box(p).focus(); box(p).select(); filter(p); follow(p); } };
  const items = (p) => $$("[data-palette-item]", p).filter(shown);
  // Places and actions are found by their words in either language; Enter takes what is marked.
  const filter = (p) => {
    const words = box(p).value.trim().toLowerCase();
    for (const item of $$("[data-palette-word]", p)) item.hidden = words !== "" && !item.dataset.paletteWord.toLowerCase().includes(words);
    for (const head of $$("[data-palette-head]", p)) head.hidden = words !== "";
    mark(p);
  };
  const mark = (p) => {
    for (const item of $$("[data-palette-first]", p)) delete item.dataset.paletteFirst;
    const first = items(p)[0], nothing = $("[data-palette-nothing]", p);
    if (first) first.dataset.paletteFirst = "";
    if (nothing) nothing.hidden = Boolean(first);
  };
  // Enter that comes sooner than the records waits for them, for as long as one would.
  let waiting = 0;
  const isCurrent = (p) => ($("[data-palette-list]", p).dataset.paletteOf ?? "") === box(p).value.trim().slice(0, 100);
  const take = (p) => {
    if (isCurrent(p) || Date.now() > waiting + 3000) { waiting = 0; items(p)[0]?.click(); }
  };
  let followed = null;
  const follow = (p) => {
    if (followed === p) return;
    followed = p;
    // Entries that come later, with the rights of who has just signed in, are filtered too.
    new MutationObserver(() => { filter(p); if (waiting && p.open) take(p); })
      .observe($("[data-palette-list]", p), { childList: true, subtree: true, attributeFilter: ["data-palette-of"] });
  };

  document.addEventListener("input", (event) => { if (event.target.matches("[data-palette-input]")) { waiting = 0; filter(palette()); } });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-palette-open]")) open();
    else if (event.target === palette() || event.target.closest("[data-palette-close], [data-palette-item]")) palette()?.close();
  });

  // The phone's bar: to the form that writes on the timeline, once its tab is shown.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-compose]")) return;
    history.replaceState(history.state, "", "#timeline");
    dispatchEvent(new HashChangeEvent("hashchange"));
    setTimeout(() => $$("[data-composer]").find(shown)?.focus(), 60);
  });
  // Ctrl/Cmd+Enter sends a text of several lines.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches?.("[data-submits]")) event.target.form.requestSubmit();
  });

  // A fact edited in place is saved when one leaves it: Enter leaves, unless it chooses a word of an input method.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.target.matches?.("[data-enter-leaves]")) event.target.blur();
  });

  const inPalette = (event, p) => {
    const list = items(p), at = list.indexOf(document.activeElement);
    if (event.isComposing) return;
    if (event.key === "ArrowDown") list[Math.min(at + 1, list.length - 1)]?.focus();
    else if (event.key === "ArrowUp") at <= 0 ? box(p).focus() : list[at - 1].focus();
    else if (event.key === "Enter" && document.activeElement === box(p)) { waiting = Date.now(); take(p); }
    else return;
    event.preventDefault();
  };
  // From a list's search to its rows: ↓ or Enter; Escape leaves it, and the keys are keys again.
  const inSearch = (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); event.target.blur(); move(1); }
    else if (event.key === "Escape" && !event.target.value) event.target.blur();
  };
  const rows = () => $$("[data-row]").filter(shown);
  const move = (step) => {
    const list = rows(), at = list.findIndex((row) => row.contains(document.activeElement));
    const target = list[Math.max(0, Math.min(list.length - 1, at + step))];
    (target?.matches("[tabindex]") ? target : target && $("a, button", target))?.focus();
  };
  // The row that has the focus is ticked; with Shift all between it and the last one.
  const tick = (shiftKey) => {
    const row = rows().find((one) => one.contains(document.activeElement));
    row && $("[data-pick]", row)?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
  };
  // Without a form to open: the first cell of the row that has the focus (assets/js/cells.js).
  const editCell = () => {
    const row = rows().find((one) => one.contains(document.activeElement));
    return row?.closest("[data-grid]") ? (row.dispatchEvent(new CustomEvent("crm:edit", { bubbles: true })), row) : undefined;
  };
  // On the map of squares: arrows go to the nearest square in their direction.
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const acrossMap = (event) => {
    const here = event.target.closest?.("[data-square]"), step = ARROWS[event.key];
    if (!here || !step) return;
    const at = (one) => { const box = one.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; };
    const [x, y] = at(here);
    const far = (one) => {
      const [left, top] = at(one), along = (left - x) * step[0] + (top - y) * step[1];
      return along > 4 ? along + 3 * Math.abs((left - x) * step[1] + (top - y) * step[0]) : Infinity;
    };
    const nearest = $$("[data-square]").filter(shown).sort((a, b) => far(a) - far(b))[0];
    event.preventDefault();
    if (nearest && far(nearest) < Infinity) nearest.focus();
  };
  const press = (selector) => { const element = $$(selector).find(shown); element?.click(); return element; };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); open(); return; }
    const p = palette();
    if (p?.open) { inPalette(event, p); return; }
    if (event.target.matches?.("[data-search]")) { inSearch(event); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $("dialog[open]")) return;
    if (Date.now() - going < 1200) {
      going = 0;
      const place = $(`[data-go="${CSS.escape(event.key)}"]`);
      if (place) { event.preventDefault(); place.click(); }
      return;
    }
    // Shift alone makes the difference between j and J, not the lock of the capitals.
    const key = /^[a-z]$/i.test(event.key) ? event.key[event.shiftKey ? "toUpperCase" : "toLowerCase"]() : event.key;
    if (event.target.closest?.("[data-square]") && ARROWS[event.key]) { acrossMap(event); return; }
    // A page's own keys: whatever of it is in sight and names the key.
    if (/^[a-z]$/.test(key) && press(`[data-key="${key}"]`)) { event.preventDefault(); return; }
    if (key === "g") going = Date.now();
    else if (key === "/") { event.preventDefault(); const search = $$("[data-search]").find(shown); search ? search.focus() : open(); }
    else if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key === "x" || key === "X") tick(event.shiftKey);
    else if (key === "J") press("[data-next]:not(:disabled)");
    else if (key === "K") press("[data-previous]:not(:disabled)");
    else if (key === "c") { if (press("main [data-create]") ?? press("[data-create]")) event.preventDefault(); }
    else if (key === "[") window.crm.toggleSide();
    else if (key === "n") { const composer = $$("[data-composer]").find(shown); if (composer) { event.preventDefault(); composer.focus(); } }
    else if (key === "e") { if (press("[data-edit]") ?? editCell()) event.preventDefault(); }
    else if (event.key === "?") document.getElementById("keys-help")?.showModal();
  });
})();
