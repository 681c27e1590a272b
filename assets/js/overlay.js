// Sheets and dialogs, tabs, menus and the search-as-you-type picker, on the browser's own parts.
import { Children, createElement as h, useCallback, useEffect, useId, useRef, useState } from "react";

const browser = typeof window !== "undefined";
const send = (id, name) => document.getElementById(id)?.dispatchEvent(new Event(name));

// <button data-opens="id"> and <button data-closes> work anywhere, at once, without the server.
if (browser && !window.crmOverlays) {
  window.crmOverlays = true;
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    if (opener) send(opener.dataset.opens, "crm:open");
    const closer = event.target.closest?.("[data-closes]");
    if (closer) closer.closest("dialog")?.dispatchEvent(new Event("crm:close"));
  });
  // A link to a sheet of the page that is shown already: opened, and nothing is gone to.
  document.addEventListener("click", (event) => {
    const starter = event.target.closest?.("[data-starts]");
    if (!starter || !document.getElementById(starter.dataset.starts)) return;
    event.preventDefault();
    starter.closest("dialog")?.close();
    send(starter.dataset.starts, "crm:open");
  }, true);
}

// Where typing begins: what says so, else, on the desk (a phone's keyboard would hide half of the
// sheet), the first field, or what is pressed where there are none.
const first = (node) => node.querySelector("[data-focus]") ?? (innerWidth < 1024 ? null
  : [...node.querySelectorAll("[data-sheet-body] :is(input, textarea, select, button, a)")]
    .find((field) => field.type !== "hidden" && !field.disabled && field.offsetParent));

// The page on which something was pressed last: a click, a tap, a key.
let pressedOn = "";
const page = () => location.pathname.replace(/\/$/, "");
if (browser) {
  for (const kind of ["pointerdown", "keydown", "click"]) {
    addEventListener(kind, () => { pressedOn = page(); }, true);
  }
}

// Its content is mounted when it opens, so that fields show what is stored; something typed stays
// until it was saved (`done` changed) or the sheet is left with nothing typed.
export function Sheet({ sheetId, label, look, open, done, onClose, children }) {
  const dialog = useRef(null), typed = useRef(false), lastDone = useRef(done), wanted = useRef(open), left = useRef(onClose);
  wanted.current = open;
  left.current = onClose;
  const [mounted, setMounted] = useState(false);
  const close = useCallback(() => dialog.current?.open && dialog.current.close(), []);
  const show = useCallback(() => {
    setMounted(true);
    if (!dialog.current.open) dialog.current.showModal();
  }, []);
  useEffect(() => {
    const node = dialog.current;
    node.addEventListener("crm:open", show);
    node.addEventListener("crm:close", close);
    return () => { node.removeEventListener("crm:open", show); node.removeEventListener("crm:close", close); };
  }, [show, close]);
  useEffect(() => {
    if (location.hash !== `#${sheetId}`) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    show();
  }, [sheetId, show]);
  // The state keeps a sheet open for who asked for it here: whoever goes away with it open has left
  // it. One that is open before anything was pressed on this page is of an earlier visit.
  useEffect(() => {
    if (open === true && pressedOn !== page()) left.current?.();
    else if (open === true) show();
    else if (open === false) close();
  }, [open, show, close]);
  useEffect(() => () => { if (wanted.current === true) left.current?.(); }, []);
  useEffect(() => {
    if (lastDone.current === done) return;
    lastDone.current = done;
    typed.current = false;
    close();
    setMounted(false);
  }, [done, close]);
  useEffect(() => {
    if (mounted && dialog.current.open) first(dialog.current)?.focus();
  }, [mounted]);
  return h("dialog", {
    ref: dialog, id: sheetId, className: look, "aria-label": label,
    onInput: () => { typed.current = true; },
    onClick: (event) => { if (event.target === dialog.current && !typed.current) close(); },
    onClose: (event) => {
      if (event.target !== dialog.current) return;
      if (!typed.current) setMounted(false);
      // Closed by the state, which may have opened the next sheet already: nobody left this one.
      if (wanted.current !== false) onClose?.();
    },
  }, mounted ? children : null);
}

// One panel at a time; with `phoneOnly` they all stand beside each other from 1024 px on.
export function Tabs({ names, labels, bar, tab, panels, look, phoneOnly, first, children }) {
  const base = useId(), [here, setHere] = useState(first), buttons = useRef({});
  useEffect(() => {
    const follow = () => { const asked = location.hash.slice(1); if (names.includes(asked)) setHere(asked); };
    follow();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const go = (name) => {
    setHere(name);
    history.replaceState(history.state, "", `#${name}`);
  };
  const move = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = names[(names.indexOf(here) + step + names.length) % names.length];
    go(next);
    buttons.current[next]?.focus();
  };
  return h("div", { className: look },
    h("div", { role: "tablist", className: bar, onKeyDown: move }, names.map((name, place) =>
      h("button", {
        key: name, type: "button", role: "tab", id: `${base}${name}`, className: tab,
        ref: (node) => { buttons.current[name] = node; },
        "aria-selected": name === here, "aria-controls": `${base}${name}-panel`,
        tabIndex: name === here ? 0 : -1, onClick: () => go(name),
      }, labels[place]))),
    Children.toArray(children).map((panel, place) =>
      h("div", {
        key: names[place], id: `${base}${names[place]}-panel`, role: "tabpanel", "aria-label": labels[place],
        className: `${panels[place] ?? ""} ${names[place] === here ? "" : phoneOnly ? "hidden lg:block" : "hidden"}`,
      }, panel)));
}

// Opens under its button (CSS places it at the bottom of a phone); arrows walk, Escape leaves.
export function Menu({ label, opener, openerLook, look, children }) {
  const id = useId(), button = useRef(null), list = useRef(null);
  const [shown, setShown] = useState(false);
  const items = () => [...list.current.querySelectorAll("[role=menuitem]:not([disabled])")];
  const place = (event) => {
    const open = event.newState === "open";
    setShown(open);
    if (!open) return;
    Object.assign(list.current.style, { left: "", top: "" });
    const at = button.current.getBoundingClientRect(), size = list.current.getBoundingClientRect();
    if (innerWidth >= 1024) {
      const left = Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8));
      const below = at.bottom + 4 + size.height < innerHeight;
      Object.assign(list.current.style, { left: `${left}px`, top: `${below ? at.bottom + 4 : Math.max(8, at.top - size.height - 4)}px` });
    }
    items()[0]?.focus();
  };
  const keys = (event) => {
    const all = items(), now = all.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Tab") list.current.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };
  useEffect(() => {
    const node = list.current;
    node.addEventListener("toggle", place);
    return () => node.removeEventListener("toggle", place);
  }, []);
  return h("span", { className: "contents" },
    h("button", {
      ref: button, type: "button", className: openerLook, "aria-label": label, title: label,
      "aria-haspopup": "menu", "aria-expanded": shown, popoverTarget: id,
    }, opener),
    h("div", {
      ref: list, id, popover: "auto", role: "menu", "aria-label": label, className: look, onKeyDown: keys,
      onClick: (event) => { if (event.target.closest("[role=menuitem]")) list.current.hidePopover(); },
    }, children));
}

// A combobox: `options` follow what is typed; the chosen id goes into a hidden field called `name`,
// words that were typed and not chosen into `<name>_words`.
export function Picker({ name, label, placeholder, options, chosenId, chosenName, noneText, fieldLook, listLook, itemLook, noteLook, onSearch, onChoose }) {
  const id = useId(), timer = useRef(0), box = useRef(null), hidden = useRef(null);
  const [words, setWords] = useState(chosenName || ""), [chosen, setChosen] = useState(chosenId || "");
  const [open, setOpen] = useState(false), [at, setAt] = useState(-1);
  useEffect(() => { setWords(chosenName || ""); setChosen(chosenId || ""); }, [chosenId, chosenName]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (text, pause) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch?.(text), pause);
  };
  const take = (option) => {
    setWords(option ? option.name : "");
    setChosen(option ? option.public_id : "");
    setOpen(false);
    setAt(-1);
    // An event of its own: the form around it learns that something was entered.
    hidden.current?.dispatchEvent(new Event("input", { bubbles: true }));
    onChoose?.(option ? option.public_id : "");
  };
  const keys = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) { setOpen(true); ask(chosen ? "" : words, 0); return; }
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (options.length) setAt((at + step + options.length) % options.length);
    } else if (event.key === "Enter" && open && options[at]) {
      event.preventDefault();
      take(options[at]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  return h("div", { className: "relative", ref: box,
    onBlur: (event) => { if (!box.current.contains(event.relatedTarget)) setOpen(false); } },
    h("input", {
      type: "text", role: "combobox", autoComplete: "off", className: fieldLook, "aria-label": label, placeholder,
      "aria-expanded": open, "aria-controls": `${id}list`, "aria-autocomplete": "list",
      "aria-activedescendant": open && at >= 0 ? `${id}${at}` : undefined,
      name: `${name}_words`, value: words, onKeyDown: keys,
      onFocus: () => ask(chosen ? "" : words, 0),
      onClick: () => setOpen(true),
      onChange: (event) => { setWords(event.target.value); setChosen(""); setOpen(true); setAt(-1); ask(event.target.value, 200); },
    }),
    h("input", { type: "hidden", name, value: chosen, ref: hidden, readOnly: true }),
    h("ul", { id: `${id}list`, role: "listbox", "aria-label": label, className: listLook, hidden: !open },
      options.map((option, place) => h("li", {
        key: option.public_id, id: `${id}${place}`, role: "option", className: itemLook,
        "aria-selected": place === at,
        onMouseDown: (event) => event.preventDefault(),
        onClick: (event) => { event.preventDefault(); take(option); }, // or the label around would open it again
      }, h("span", { className: "block truncate" }, option.name), option.note ? h("span", { className: noteLook }, option.note) : null)),
      options.length || !words ? null : h("li", { role: "option", "aria-disabled": true, "aria-selected": false, className: noteLook }, noneText)));
}
