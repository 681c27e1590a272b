// The keyboard: Ctrl/Cmd+K palette, / search, g + letter to go, c to create, n note, j/k rows, e edit, ? help.
(() => {
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = (element) => element && element.offsetParent !== null;
  let going = 0;

  const palette = () => document.getElementById("palette");
  const open = () => { const p = palette(); if (p && !p.open) { p.showModal(); $("[data-palette-input]", p).focus(); $("[data-palette-input]", p).select(); filter(p); } };
  const items = (p) => $$("[data-palette-item]", p).filter(shown);
  const filter = (p) => {
    const words = $("[data-palette-input]", p).value.trim().toLowerCase();
    for (const item of $$("[data-palette-word]", p)) item.hidden = words !== "" && !item.textContent.toLowerCase().includes(words);
  };

  document.addEventListener("input", (event) => { if (event.target.matches("[data-palette-input]")) filter(palette()); });
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
    if (event.key === "ArrowDown") list[Math.min(at + 1, list.length - 1)]?.focus();
    else if (event.key === "ArrowUp") at <= 0 ? $("[data-palette-input]", p).focus() : list[at - 1].focus();
    else if (event.key === "Enter" && at < 0) list[0]?.click();
    else return;
    event.preventDefault();
  };
  const rows = () => $$("[data-row]").filter(shown);
  const move = (step) => {
    const list = rows(), at = list.findIndex((row) => row.contains(document.activeElement));
    $("a, button", list[Math.max(0, Math.min(list.length - 1, at + step))] ?? document.createElement("i"))?.focus();
  };
  const press = (selector) => { const element = $$(selector).find(shown); element?.click(); return element; };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); open(); return; }
    const p = palette();
    if (p?.open) { inPalette(event, p); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || $("dialog[open]")) return;
    if (Date.now() - going < 1200) {
      going = 0;
      const place = $(`[data-go="${CSS.escape(event.key)}"]`);
      if (place) { event.preventDefault(); place.click(); }
      return;
    }
    if (event.key === "g") going = Date.now();
    else if (event.key === "/") { event.preventDefault(); const box = $$("[data-search]").find(shown); box ? box.focus() : open(); }
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "c") { if (press("[data-create]")) event.preventDefault(); }
    else if (event.key === "n") { const box = $$("[data-composer]").find(shown); if (box) { event.preventDefault(); box.focus(); } }
    else if (event.key === "e") { if (press("[data-edit]")) event.preventDefault(); }
    else if (event.key === "?") document.getElementById("keys-help")?.showModal();
  });
})();
