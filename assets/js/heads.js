// Columns: their heads are dragged to another place, their right edges to another width; from the
// keyboard Shift+←/→ moves the column whose head has the focus, Shift+↑/↓ makes it wider or narrower.
// A double click on the edge, or Shift+Home, gives it back the width that its contents ask for.
import { useEffect, useRef } from "react";

const FAR = 6, STEP = 24, NARROW = 48, WIDE = 900;

export function useHeads(box, { onWiden, onPlace }) {
  const now = useRef({});
  now.current = { onWiden, onPlace };
  useEffect(() => {
    const node = box.current;
    const heads = () => [...node.querySelectorAll("th[data-column]")].filter((one) => one.offsetParent);
    let drag = null, swallow = 0;
    const cells = (head) => {
      const at = [...head.parentElement.children].indexOf(head);
      return [head, ...[...node.querySelectorAll("tr[data-row]")].map((row) => row.children[at]).filter(Boolean)];
    };
    // The table's widths are those of its heads (grid.js, `useStill`): what is dragged is seen at once.
    const size = (head, width) => {
      head.style.width = `${width}px`;
      for (const cell of cells(head)) { cell.style.minWidth = `${width}px`; cell.style.maxWidth = `${width}px`; }
    };
    const free = (head) => {
      head.style.width = "";
      for (const cell of cells(head)) { cell.style.minWidth = ""; cell.style.maxWidth = ""; }
      now.current.onWiden?.(head.dataset.column, "");
    };
    const twice = (event) => {
      const head = event.target.closest?.("[data-widen]")?.closest("th[data-column]");
      if (head) { event.preventDefault(); free(head); }
    };
    const clamp = (width) => Math.round(Math.max(NARROW, Math.min(WIDE, width)));
    const before = (x) => heads().find((one) => x < one.getBoundingClientRect().left + one.offsetWidth / 2);
    const mark = (head) => { for (const one of heads()) one.classList.toggle("drop-before", one === head); };
    const down = (event) => {
      const head = event.target.closest?.("th[data-column]");
      if (!head || event.button || event.pointerType === "touch") return;
      const wide = Boolean(event.target.closest("[data-widen]"));
      drag = { head, wide, x: event.clientX, width: head.offsetWidth, begun: false };
      if (wide) event.preventDefault();
    };
    const move = (event) => {
      if (!drag) return;
      const by = event.clientX - drag.x;
      if (!drag.begun && Math.abs(by) < FAR) return;
      drag.begun = true;
      event.preventDefault();
      if (drag.wide) { size(drag.head, clamp(drag.width + by)); return; }
      drag.head.classList.add("dragged");
      mark(before(event.clientX));
    };
    const up = (event) => {
      if (!drag) return;
      const { head, wide, begun, width, x } = drag;
      drag = null;
      head.classList.remove("dragged");
      mark(null);
      if (!begun) return;
      swallow = Date.now();
      if (wide) { now.current.onWiden?.(head.dataset.column, String(clamp(width + event.clientX - x))); return; }
      const target = before(event.clientX);
      if (target !== head) now.current.onPlace?.(head.dataset.column, target?.dataset.column ?? "");
    };
    const click = (event) => { if (Date.now() - swallow < 300 && event.target.closest?.("th[data-column]")) { event.preventDefault(); event.stopPropagation(); } };
    const key = (event) => {
      const head = event.target.closest?.("th[data-column]");
      if (!head || !event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
      const all = heads(), at = all.indexOf(head);
      if (event.key === "ArrowLeft" && at > 0) now.current.onPlace?.(head.dataset.column, all[at - 1].dataset.column);
      else if (event.key === "ArrowRight" && at < all.length - 1) now.current.onPlace?.(head.dataset.column, all[at + 2]?.dataset.column ?? "");
      else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        const width = clamp(head.offsetWidth + (event.key === "ArrowUp" ? STEP : -STEP));
        size(head, width);
        now.current.onWiden?.(head.dataset.column, String(width));
      } else if (event.key === "Home") free(head);
      else return;
      event.preventDefault();
      // The head keeps the focus at its new place, so that one can press again.
      setTimeout(() => node.querySelector(`th[data-column="${CSS.escape(head.dataset.column)}"] :is(button, [tabindex])`)?.focus(), 250);
    };
    node.addEventListener("pointerdown", down);
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    node.addEventListener("click", click, true);
    node.addEventListener("dblclick", twice);
    node.addEventListener("keydown", key);
    return () => {
      node.removeEventListener("pointerdown", down); removeEventListener("pointermove", move); removeEventListener("pointerup", up);
      node.removeEventListener("click", click, true); node.removeEventListener("dblclick", twice);
      node.removeEventListener("keydown", key);
    };
  }, []);
}
