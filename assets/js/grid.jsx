// A grid of inputs walked by keyboard: Enter and ↓ go down a column, ↑ up, Alt with them moves the line.
import { useEffect, useRef } from "react";

const cellOf = (root, line, name) => root.querySelector(`[data-line="${CSS.escape(line)}"] [data-cell="${name}"]`);

export function Grid({ added, look, label, next, children }) {
  const root = useRef(null), last = useRef(added);
  useEffect(() => {
    if (last.current === added) return;
    last.current = added;
    // A product was added: its quantity comes next; a line of one's own words begins with these.
    const line = [...root.current.querySelectorAll("[data-line]")].at(-1), words = line?.querySelector("[data-cell=text]");
    const cell = words?.value ? line.querySelector("[data-cell=quantity]") : words;
    cell?.focus();
    cell?.select();
  }, [added]);
  const keys = (event) => {
    const cell = event.target.dataset?.cell, line = event.target.closest("[data-line]");
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (!cell || !line || !step || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.altKey && event.key !== "Enter") {
      const key = line.dataset.line;
      line.querySelector(step > 0 ? "[data-down]" : "[data-up]")?.click();
      setTimeout(() => cellOf(root.current, key, cell)?.focus(), 150);
      return;
    }
    const lines = [...root.current.querySelectorAll("[data-line]")];
    const to = lines[lines.indexOf(line) + step];
    const target = to ? cellOf(root.current, to.dataset.line, cell) : step > 0 ? document.querySelector(`${next} input`) : null;
    target?.focus();
    target?.select?.();
  };
  const focused = (event) => { if (event.target.inputMode === "decimal") event.target.select(); };
  return <div ref={root} className={look} role="group" aria-label={label} onKeyDown={keys} onFocus={focused}>{children}</div>;
}
