// Cells that are edited where they stand: a double click, F2, or Enter on a cell begins; Enter and Tab
// keep what was typed, Tab goes on to the next cell, Escape leaves. Rights and rules are the service's.
import { createElement as h, useEffect, useLayoutEffect, useRef, useState } from "react";
import { read } from "./tidy.js";
import { useLanguage } from "./words.js";

const WAITS = 4000;
const cellOf = (node, row, name) => node.querySelector(`[data-row="${CSS.escape(row)}"] [data-cell="${CSS.escape(name)}"]`);
const keyOf = (cell) => ({ row: cell.closest("[data-row]").dataset.row, name: cell.dataset.cell });
const shownIn = (row) => [...row.querySelectorAll("[data-cell]")].filter((one) => one.offsetParent);

// The next cell that may be edited, in its row and then in the next one.
function beyond(node, cell, step, fields) {
  const all = [...node.querySelectorAll("[data-row] [data-cell]")].filter((one) => one.offsetParent && fields[one.dataset.cell]);
  return all[all.indexOf(cell) + step] ?? null;
}

export function useCells(box, { fields, refusal, words, looks, onEdit }) {
  const [edit, setEdit] = useState(null), [sent, setSent] = useState([]), language = useLanguage();
  const now = useRef({});
  now.current = { fields: fields ?? {}, edit, onEdit };
  const at = language === "zh" ? 0 : 1;

  const begin = (cell, typed, told = "") => {
    if (!cell || !now.current.fields[cell.dataset.cell]) return false;
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    setEdit({ ...keyOf(cell), value: typed ?? cell.dataset.raw ?? "", was: cell.dataset.raw ?? "", told, since: Date.now() });
    return true;
  };
  const leave = (cell) => { setEdit(null); (cell ?? (edit && cellOf(box.current, edit.row, edit.name)))?.focus({ preventScroll: true }); };
  const keep = (value, step = 0) => {
    const { row, name, was } = now.current.edit, cell = cellOf(box.current, row, name);
    const next = step && cell ? beyond(box.current, cell, step, now.current.fields) : null;
    if (value.trim() !== was.trim()) {
      setSent((list) => [...list.filter((one) => one.row !== row || one.name !== name), { row, name, value, was, since: Date.now() }]);
      now.current.onEdit?.(row, name, value);
    }
    if (next) begin(next); else leave(cell);
  };

  useEffect(() => {
    const node = box.current;
    const twice = (event) => {
      const cell = event.target.closest?.("td[data-cell]");
      if (cell && begin(cell)) event.preventDefault();
    };
    const key = (event) => {
      if (event.target.closest?.("[data-cell-editor]") || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = event.target.closest?.("tr[data-row]"), cell = event.target.closest?.("td[data-cell]");
      if (!row || event.target.matches("input, select, textarea")) return;
      const cells = shownIn(row), here = cell ? cells.indexOf(cell) : 0;
      const own = event.target === cell;  // a link in the cell keeps its Enter
      if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        const next = cells[event.target === cell || event.key === "ArrowLeft" ? here + (event.key === "ArrowRight" ? 1 : -1) : cell ? here + 1 : 0];
        if (next) { next.focus(); event.preventDefault(); }
      } else if (event.key === "F2" || (own && event.key === "Enter")) {
        const first = cell ?? cells.find((one) => now.current.fields[one.dataset.cell]);
        if (begin(first)) { event.preventDefault(); event.stopPropagation(); }
      }
    };
    const asked = (event) => { const row = event.target.closest?.("tr[data-row]"); if (row) begin(shownIn(row).find((one) => now.current.fields[one.dataset.cell])); };
    node.addEventListener("dblclick", twice);
    node.addEventListener("keydown", key);
    node.addEventListener("crm:edit", asked);
    return () => { node.removeEventListener("dblclick", twice); node.removeEventListener("keydown", key); node.removeEventListener("crm:edit", asked); };
  }, []);

  // What was refused stands there again as it was typed, with the reason.
  useEffect(() => {
    if (!refusal?.count) return;
    const mine = sent.find((one) => one.row === refusal.row && one.name === refusal.name);
    setSent((list) => list.filter((one) => one !== mine));
    const cell = refusal.row && cellOf(box.current, refusal.row, refusal.name);
    if (cell) begin(cell, mine?.value, language === "zh" ? refusal.zh : refusal.en);
  }, [refusal?.count]);

  // What was sent is shown at once, until the list has it.
  useEffect(() => {
    if (!sent.length) return undefined;
    const look = () => setSent((list) => list.filter((one) => {
      const cell = box.current && cellOf(box.current, one.row, one.name);
      return cell && (cell.dataset.raw ?? "") === one.was && Date.now() - one.since < WAITS;
    }));
    const timer = setInterval(look, 60);
    return () => clearInterval(timer);
  }, [sent.length]);

  const over = (row, name) => {
    const cell = box.current && cellOf(box.current, row, name);
    if (!cell) return null;
    const whole = box.current.getBoundingClientRect(), one = cell.getBoundingClientRect();
    return { left: one.left - whole.left, top: one.top - whole.top, width: one.width, height: one.height };
  };
  return h("div", null,
    sent.map((one) => h(Sent, { key: one.row + one.name, ...one, place: over(one.row, one.name), field: fields?.[one.name], look: looks?.sent, at })),
    edit && h(Editor, { key: edit.row + edit.name + edit.since, edit, field: fields[edit.name], place: over(edit.row, edit.name), keep, leave, words, looks, at }));
}

function Sent({ value, place, field, look, at }) {
  const option = field?.options?.find((one) => one.key === value);
  return place && h("div", { className: look, style: { ...place, position: "absolute" }, "aria-hidden": true }, option ? [option.zh, option.en][at] : value);
}

function Editor({ edit, field, place, keep, leave, words, looks, at }) {
  const input = useRef(null), over = useRef(false);
  const [value, setValue] = useState(edit.value), [tidied, setTidied] = useState("");
  // How it will be kept, while one types.
  useEffect(() => {
    setTidied("");
    if (!field?.standard || !value.trim() || value === edit.was) return undefined;
    const timer = setTimeout(async () => {
      const found = await read(field.standard, value);
      if (found?.value && found.shown !== value && input.current?.value === value) setTidied(found.shown);
    }, 250);
    return () => clearTimeout(timer);
  }, [value, field?.standard]);
  useLayoutEffect(() => { input.current?.focus(); input.current?.select?.(); }, []);
  if (!field || !place) return null;
  const done = (does) => { if (!over.current) { over.current = true; does(); } };
  const onKeyDown = (event) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); done(() => keep(input.current.value)); }
    else if (event.key === "Tab") { event.preventDefault(); done(() => keep(input.current.value, event.shiftKey ? -1 : 1)); }
    else if (event.key === "Escape") { event.preventDefault(); done(() => leave()); }
  };
  const props = { ref: input, value, onKeyDown, onBlur: () => done(() => keep(input.current?.value ?? value)), onChange: (event) => setValue(event.target.value),
    "aria-label": [field.zh, field.en][at], "aria-invalid": edit.told ? true : undefined, className: looks?.input };
  const options = field.kind === "checkbox" ? [{ key: "true", zh: words.yes[0], en: words.yes[1] }] : field.options;
  const chosen = field.kind === "choice" || field.kind === "checkbox";
  const control = chosen ? h("select", props, [...(field.required ? [] : [h("option", { key: "", value: "" }, "–")]), ...options.map((one) => h("option", { key: one.key, value: one.key }, [one.zh, one.en][at]))])
    : h("input", { ...props, type: field.kind === "day" ? "date" : "text", inputMode: field.kind === "number" ? "decimal" : undefined, maxLength: 500 });
  return h("div", { "data-cell-editor": "", style: { ...place, position: "absolute", minWidth: Math.max(place.width, 150), zIndex: 15 } }, control,
    tidied && h("p", { role: "status", className: looks?.tidied }, `→ ${tidied}`),
    edit.told && h("p", { role: "alert", className: looks?.told }, edit.told));
}
