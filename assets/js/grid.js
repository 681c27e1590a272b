// A list's table, or its cards: a window of rows in a page as long as the whole list, cells that are
// edited in place, columns that are dragged. What is drawn inside is React's; here events are listened to.
import { createElement as h, useEffect, useLayoutEffect, useRef } from "react";
import { useCells } from "./cells.js";
import { useHeads } from "./heads.js";

const PAGE = 50, EDGE = 12, PATIENCE = 1500, TALLEST = 12_000_000;
const LONG = 450, STILL = 10;
let popped = 0;
if (typeof window !== "undefined") addEventListener("popstate", () => { popped = Date.now(); });

const placeOf = () => `crm:place:${location.pathname}${location.search}`;
const rowsOf = (node) => [...node.querySelectorAll("[data-row]")];
const barOf = () => (innerWidth < 1024 ? 64 : 0);

// The row at the upper edge of the screen, and how far below the edge it begins.
function firstSeen(node) {
  const top = barOf();
  for (const row of rowsOf(node)) {
    const box = row.getBoundingClientRect();
    if (box.bottom > top + 1) return { row, top: box.top };
  }
  return null;
}

const heightOf = (rows) => (rows[rows.length - 1].getBoundingClientRect().bottom - rows[0].getBoundingClientRect().top) / rows.length;

// Space before and after the rows that are drawn, for those that are not.
function stretch(node, tall) {
  const from = Number(node.dataset.first), behind = Number(node.dataset.total) - from - rowsOf(node).length;
  const put = (place, rows) => { const space = node.querySelector(place); if (space) space.style.height = `${Math.min(Math.max(rows, 0) * tall, TALLEST)}px`; };
  put("[data-before]", from);
  put("[data-after]", behind);
}

// The rows that are drawn are `first` … of `total`: space above and below stands for the others.
function useWindow(box, { first, total, onWindow }) {
  const tall = useRef(0), asked = useRef({ at: 0, since: 0 }), held = useRef(null), arrived = useRef(false), send = useRef(onWindow), drawn = useRef("");
  send.current = onWindow;
  useLayoutEffect(() => {
    const node = box.current, rows = rowsOf(node);
    if (!rows.length || !node.querySelector("[data-before]")) return;
    asked.current.since = 0;
    // As many rows at the same place: nothing came above, and measuring would lay out the page once more.
    const now = [first, total, rows.length].join();
    if (now === drawn.current) return;
    drawn.current = now;
    if (!tall.current) tall.current = heightOf(rows);
    stretch(node, tall.current);
    // What stood at the upper edge stays there, whatever came above it.
    const kept = held.current?.y === scrollY && rows.find((row) => row.dataset.row === held.current.id);
    if (kept && arrived.current) {
      const moved = kept.getBoundingClientRect().top - held.current.top;
      if (Math.abs(moved) > 1) scrollBy(0, moved);
    }
    if (!arrived.current) { arrived.current = true; arrive(rows, first); }
  });
  useEffect(() => {
    let frame = 0, rest = 0;
    const look = () => {
      frame = 0;
      const node = box.current, rows = node && rowsOf(node);
      if (!rows?.length || !tall.current) return;
      const height = heightOf(rows);
      if (Math.abs(tall.current - height) > tall.current / 3) { tall.current = height; stretch(node, height); }
      const start = node.querySelector("[data-before]").getBoundingClientRect().bottom;
      const at = Math.max(0, Math.floor(Number(node.dataset.first) + (barOf() - start) / tall.current));
      const seen = firstSeen(node);
      held.current = seen && { id: seen.row.dataset.row, top: seen.top, y: scrollY };
      const from = Number(node.dataset.first), to = from + rows.length, whole = Number(node.dataset.total);
      const fitting = Math.ceil(innerHeight / tall.current), below = at + fitting;
      const short = (at - EDGE < from && from > 0) || (below + EDGE > to && to < whole);
      if (short && Date.now() - asked.current.since > PATIENCE) {
        asked.current = { at, since: Date.now() };
        send.current?.(Math.min(at, Math.max(whole - 1, 0)), fitting);
      }
      clearTimeout(rest);
      rest = setTimeout(() => settle(at), 160);
    };
    // The address names the page that one looks at: a reload, a link and the way back lead there.
    const settle = (at) => {
      const url = new URL(location.href), page = Math.floor(at / PAGE) + 1;
      if (!box.current?.isConnected || Number(url.searchParams.get("page") ?? 1) === page) { note(); return; }
      if (page > 1) url.searchParams.set("page", page); else url.searchParams.delete("page");
      history.replaceState(history.state, "", url);
      note();
      look();
    };
    const note = () => { try { sessionStorage.setItem(placeOf(), String(scrollY)); } catch { /* full or forbidden: one lands on the page, not on the row */ } };
    const soon = () => { frame ||= requestAnimationFrame(look); };
    const waiting = setInterval(() => { if (asked.current.since && Date.now() - asked.current.since > PATIENCE) look(); }, PATIENCE);
    addEventListener("scroll", soon, { passive: true });
    soon();
    return () => { removeEventListener("scroll", soon); cancelAnimationFrame(frame); clearTimeout(rest); clearInterval(waiting); };
  }, []);
  const arrive = (rows, from) => {
    const page = Number(new URL(location.href).searchParams.get("page") ?? 1);
    const stored = Date.now() - popped < 5000 ? sessionStorage.getItem(placeOf()) : null;
    const row = rows[(page - 1) * PAGE - from];
    if (stored !== null) scrollTo(0, Number(stored));
    else if (page > 1 && row) scrollTo(0, scrollY + row.getBoundingClientRect().top - barOf() - 60);
  };
}

// Columns keep their widths while other rows come: measured once, then fixed.
function useStill(box) {
  const drawn = useRef("");
  useLayoutEffect(() => {
    const table = box.current.querySelector("table"), heads = table ? [...table.querySelectorAll("thead th")] : [];
    if (!heads.length || !table.querySelector("tr[data-row]")) return undefined;
    const still = () => {
      table.style.tableLayout = "auto";
      for (const head of heads) head.style.width = "";
      const wide = heads.map((head) => head.getBoundingClientRect().width);
      heads.forEach((head, at) => { head.style.width = `${wide[at]}px`; });
      table.style.tableLayout = "fixed";
    };
    const now = heads.map((head) => `${head.dataset.column ?? ""}:${head.style.minWidth}`).join() + document.documentElement.lang;
    if (now !== drawn.current) { drawn.current = now; still(); }
    addEventListener("resize", still);
    return () => removeEventListener("resize", still);
  });
}

// On the phone a long press begins ticking; then a tap ticks, and opens nothing.
function usePicking(box, { pickable, picking, onPick }) {
  const now = useRef({});
  now.current = { pickable, picking, onPick };
  useEffect(() => {
    const node = box.current;
    let timer = 0, from = null, pressed = 0;
    const stop = () => { clearTimeout(timer); timer = 0; };
    const down = (event) => {
      const row = event.target.closest?.("li[data-row]");
      if (!row || event.pointerType === "mouse" || !now.current.pickable) return;
      from = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => { pressed = Date.now(); navigator.vibrate?.(15); now.current.onPick?.(row.dataset.row, false); }, LONG);
    };
    const move = (event) => { if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL) stop(); };
    const click = (event) => {
      const row = event.target.closest?.("li[data-row]");
      if (!row || event.target.closest("[data-cell-editor]")) return;
      if (Date.now() - pressed < 900) { event.preventDefault(); event.stopPropagation(); return; }
      if (!now.current.picking) return;
      event.preventDefault();
      event.stopPropagation();
      now.current.onPick?.(row.dataset.row, false);
    };
    const menu = (event) => { if (timer || Date.now() - pressed < 900) event.preventDefault(); };
    const ways = [["pointerdown", down], ["pointermove", move], ["pointerup", stop], ["pointercancel", stop], ["contextmenu", menu]];
    for (const [name, does] of ways) node.addEventListener(name, does);
    node.addEventListener("click", click, true);
    return () => { stop(); for (const [name, does] of ways) node.removeEventListener(name, does); node.removeEventListener("click", click, true); };
  }, []);
}

export function Grid({ first = 0, total = 0, fields, refusal, words, looks, pickable, picking,
  onWindow, onPick, onEdit, onWiden, onPlace, children }) {
  const box = useRef(null);
  useWindow(box, { first, total, onWindow });
  useStill(box);
  usePicking(box, { pickable, picking, onPick });
  useHeads(box, { onWiden, onPlace });
  const editor = useCells(box, { fields, refusal, words, looks, onEdit });
  return h("div", { ref: box, "data-grid": "", "data-first": first, "data-total": total, className: "relative" }, children, editor);
}
