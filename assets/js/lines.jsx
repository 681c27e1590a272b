// The lines of a quote as a spreadsheet: typed here, priced by the server, which has the last word.
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { DragDropContext, Draggable, Droppable } from "@hello-pangea/dnd";
import { CircleDashed, GripVertical, Heading, Plus, Trash2 } from "lucide-react";
import { useMedia } from "./size.js";
import { crmFormat, useLanguage } from "./words.js";
import { blockOf, cleaned, filled, isBlock, moved, numbered } from "./block.js";

const CELLS = ["text", "quantity", "unit", "price", "discount", "tax_rate", "cost"];
const NUMBERS = new Set(["quantity", "price", "discount", "tax_rate", "cost"]);
const SEND_AFTER = 200, PAUSE = 900, MOST_STEPS = 100;

// What is typed, with the way back; told to the server when one pauses, leaves the grid or presses anything.
function useDraft({ lines, stamp, edition, prices, onEdit }) {
  const [mine, setMine] = useState(lines);
  const now = useRef(mine), told = useRef(mine), back = useRef([]), at = useRef({ cell: "", time: 0 }), later = useRef(0);
  const seen = useRef({ stamp, edition });
  now.current = mine;
  const flush = useCallback(() => {
    clearTimeout(later.current);
    if (told.current === now.current) return;
    const known = new Map(told.current.map((line) => [line.key, line]));
    const changed = now.current.filter((line) => known.get(line.key) !== line);
    told.current = now.current;
    onEdit?.(JSON.stringify({ order: now.current.map((line) => line.key), lines: changed }));
  }, [onEdit]);
  const put = useCallback((given, cell = "") => {
    const time = Date.now(), before = new Map(now.current.map((line) => [line.key, line]));
    // A price that is typed, pasted or filled in is no longer that of the book.
    const next = given.map((line) => {
      const was = before.get(line.key);
      return was?.auto && line.auto && was.price !== line.price ? { ...line, auto: false } : line;
    });
    if (!cell || cell !== at.current.cell || time - at.current.time > PAUSE) {
      back.current = [...back.current.slice(1 - MOST_STEPS), now.current];
    }
    at.current = { cell, time };
    now.current = next;
    setMine(next);
    clearTimeout(later.current);
    later.current = setTimeout(flush, SEND_AFTER);
  }, [flush]);
  const undo = useCallback(() => {
    const before = back.current.pop();
    if (!before) return;
    at.current = { cell: "", time: 0 };
    now.current = before;
    setMine(before);
    flush();
  }, [flush]);
  useEffect(() => {
    const last = seen.current;
    if (last.stamp === stamp && last.edition === edition) return;
    // Read anew: what was before is gone. Changed by the server at our word: that can be taken back.
    if (last.edition !== edition) back.current = [];
    else back.current = [...back.current.slice(1 - MOST_STEPS), now.current];
    seen.current = { stamp, edition };
    now.current = told.current = lines;
    setMine(lines);
  }, [stamp, edition, lines]);
  useEffect(() => {
    // What book or list say of a line: shown at once, and nothing that is to be told or taken back.
    const fresh = new Map(now.current.filter((line) => line.auto && prices[line.key] !== undefined && prices[line.key] !== line.price)
      .map((line) => [line, { ...line, price: prices[line.key] }]));
    if (fresh.size === 0) return;
    told.current = told.current === now.current ? null : told.current.map((line) => fresh.get(line) ?? line);
    now.current = now.current.map((line) => fresh.get(line) ?? line);
    told.current ??= now.current;
    setMine(now.current);
  }, [prices]);
  useEffect(() => {
    document.addEventListener("pointerdown", flush, true);
    return () => { document.removeEventListener("pointerdown", flush, true); flush(); };
  }, [flush]);
  return { mine, now, put, undo, flush };
}

export function Lines({ lines, stamp, edition, answers, words, currency, tax, isOpen, seesCost, onEdit, onPaste, onPromote }) {
  const lang = useLanguage(), place = lang === "zh" ? 0 : 1;
  const say = useCallback((key) => words[key][place], [words, place]);
  const { mine, now, put, undo, flush } = useDraft({ lines, stamp, edition, prices: answers.prices, onEdit });
  const isDesk = useMedia("(min-width: 1024px)");
  const root = useRef(null), here = useRef(""), wanted = useRef(null), count = useRef(0);
  const [range, setRange] = useState(null);
  const cells = useMemo(() => (seesCost ? CELLS : CELLS.filter((name) => name !== "cost")), [seesCost]);

  const focusCell = useCallback((key, name) => {
    const cell = root.current?.querySelector(`[data-line="${CSS.escape(key)}"] [data-cell="${name}"]`);
    cell?.focus();
    cell?.select?.();
    return Boolean(cell);
  }, []);
  useEffect(() => {
    if (wanted.current && focusCell(...wanted.current)) wanted.current = null;
  });

  const edit = useCallback((key, name, value) => {
    put(now.current.map((line) => (line.key === key ? { ...line, [name]: value } : line)), `${key}.${name}`);
  }, [put, now]);
  const promote = useCallback((key, id) => { flush(); onPromote?.(key, id); }, [flush, onPromote]);
  const remove = useCallback((keys) => put(now.current.filter((line) => !keys.includes(line.key))), [put, now]);
  const add = useCallback((kind) => {
    const key = `c${Date.now().toString(36)}${count.current++}`, list = now.current;
    const at = list.findIndex((line) => line.key === here.current) + 1 || list.length;
    const line = { key, kind, text: "", text_en: "", unit: "", quantity: "1", price: "0", discount: "0", tax_rate: tax, cost: "0", is_optional: false, auto: false, promotion: "", parts: [] };
    wanted.current = [key, "text"];
    put([...list.slice(0, at), line, ...list.slice(at)]);
  }, [put, now, tax]);
  const chosen = () => (range ? numbered(now.current, range) : [now.current.findIndex((line) => line.key === here.current)]);

  const keys = (event) => {
    const name = event.target.dataset?.cell, key = event.target.closest?.("[data-line]")?.dataset.line;
    if (!name || !key || event.nativeEvent.isComposing) return;
    const command = event.ctrlKey || event.metaKey, list = now.current, at = list.findIndex((line) => line.key === key);
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (command && event.key.toLowerCase() === "z" && !event.shiftKey) { event.preventDefault(); undo(); return; }
    if (!isOpen) return;
    if (command && event.key.toLowerCase() === "d") {
      event.preventDefault();
      put(filled(list, range ? numbered(list, range) : [at - 1, at], name));
    } else if (command && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      const gone = chosen().map((n) => list[n].key), next = list[Math.max(...chosen()) + 1] ?? list[Math.min(...chosen()) - 1];
      if (next) wanted.current = [next.key, name];
      setRange(null);
      remove(gone);
    } else if (event.key === "Delete" && range) {
      event.preventDefault();
      put(cleaned(list, numbered(list, range), name));
    } else if (event.altKey && step && event.key !== "Enter") {
      event.preventDefault();
      wanted.current = [key, name];
      put(moved(list, at, at + step));
    } else if (event.shiftKey && step && event.key !== "Enter") {
      event.preventDefault();
      const end = list[at + step];
      if (!end) return;
      setRange({ name, from: range?.name === name ? range.from : key, to: end.key });
      wanted.current = [end.key, name];
    } else if (step) {
      event.preventDefault();
      setRange(null);
      for (let to = at + step; ; to += step) {
        if (!list[to]) { if (step > 0) { flush(); document.querySelector("#add-product input")?.focus(); } break; }
        if (focusCell(list[to].key, name)) break;
      }
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const { selectionStart: start, selectionEnd: end, value } = event.target, right = event.key === "ArrowRight";
      if (event.shiftKey || !(right ? end === value.length : start === 0 && (start === end || end === value.length))) return;
      const row = [...event.target.closest("[data-line]").querySelectorAll("[data-cell]")], next = row[row.indexOf(event.target) + (right ? 1 : -1)];
      if (next) { event.preventDefault(); setRange(null); next.focus(); next.select(); }
    }
  };
  const paste = (event) => {
    const name = event.target.dataset?.cell, text = event.clipboardData.getData("text/plain");
    if (!isOpen || !name || !isBlock(text)) return;
    event.preventDefault();
    const key = event.target.closest("[data-line]").dataset.line, block = blockOf(text);
    if (name === "text") { flush(); onPaste?.(key, JSON.stringify(block)); return; }
    const first = now.current.findIndex((line) => line.key === key), column = cells.indexOf(name);
    put(now.current.map((line, at) => {
      const row = block[at - first];
      if (!row || at < first || line.kind === "section") return line;
      const given = row.map((value, n) => [cells[column + n], value.trim()]).filter(([cell]) => cell);
      return { ...line, ...Object.fromEntries(given) };
    }));
  };
  const copy = (event) => {
    if (!range) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", numbered(now.current, range).map((at) => now.current[at][range.name]).join("\n"));
  };
  const focused = (event) => {
    const name = event.target.dataset?.cell;
    if (!name) return;
    here.current = event.target.closest("[data-line]").dataset.line;
    if (NUMBERS.has(name)) event.target.select();
    if (range && !wanted.current && (range.name !== name || range.to !== here.current)) setRange(null);
  };
  const inRange = range ? new Set(numbered(mine, range)) : null;
  const dropped = (at) => { if (at.destination) put(moved(now.current, at.source.index, at.destination.index)); };
  let number = 0;
  if (!isOpen && !isDesk) return <ReadLines {...{ lines: mine, answers, lang, say, currency }} />;
  return (
    <div ref={root} className={`lines ${seesCost ? "lines-cost" : ""}`} role="group" aria-label={say("lines")}
      onKeyDown={keys} onPaste={paste} onCopy={copy} onFocus={focused} onBlur={(event) => { if (!root.current.contains(event.relatedTarget)) flush(); }}>
      <div className="lines-head" aria-hidden="true">
        <span />
        {cells.map((name) => <span key={name} className={NUMBERS.has(name) ? "lines-num" : ""}>{say(name === "discount" ? "line_discount" : name)}</span>)}
        {seesCost && <span className="lines-num">{say("margin")}</span>}
        <span className="lines-num">{say("amount")}</span>
        <span />
      </div>
      <DragDropContext onDragEnd={dropped} dragHandleUsageInstructions={say("drag_usage")}>
        <Droppable droppableId="lines" isDropDisabled={!isOpen}>
          {(drop) => (
            <div ref={drop.innerRef} {...drop.droppableProps}>
              {mine.map((line, index) => {
                if (line.kind !== "section") number += 1;
                return (
                  <Row key={line.key} {...{ line, index, number, cells, lang, say, currency, isOpen, seesCost, edit, remove, promote }}
                    amount={answers.amounts[line.key]} margin={answers.margins[line.key]} by={answers.priced_by[line.key]} promoted={answers.promoted[line.key]}
                    bad={answers.bad.startsWith(`${line.key}.`) ? answers.bad.slice(line.key.length + 1) : ""}
                    marked={inRange?.has(index) ? range.name : ""} />
                );
              })}
              {drop.placeholder}
            </div>
          )}
        </Droppable>
      </DragDropContext>
      {mine.length === 0 && <p className="lines-none">{say("no_lines")}</p>}
      {isOpen && (
        <div className="lines-add">
          <button type="button" onClick={() => add("item")}><Plus size={16} aria-hidden="true" />{say("add_free")}</button>
          {say("add_section") && <button type="button" onClick={() => add("section")}><Heading size={16} aria-hidden="true" />{say("add_section")}</button>}
          <p>{say("grid_hint")}</p>
        </div>
      )}
    </div>
  );
}

// On the phone what cannot be changed is read, not filled in.
function ReadLines({ lines, answers, lang, say, currency }) {
  if (lines.length === 0) return <p className="lines-none">{say("no_lines")}</p>;
  return (
    <ul className="lines-read" aria-label={say("lines")}>
      {lines.map((line) => {
        const amount = crmFormat.money(lang, answers.amounts[line.key], currency), section = line.kind === "section";
        return (
          <li key={line.key} data-line={line.key} className={section ? "lines-section" : line.is_optional ? "lines-optional" : ""}>
            <p><b>{line.text}</b>{line.text_en && <span className="lines-other">{line.text_en}</span>}{line.is_optional && <em className="lines-tag">{say("optional")}</em>}</p>
            <p className="lines-read-how">
              <span>{section ? "" : `${line.quantity} ${line.unit} × ${crmFormat.money(lang, line.price, currency)}`}</span>
              <b className="lines-amount">{line.is_optional ? `(${amount})` : amount}</b>
            </p>
            <Note {...{ line, by: answers.priced_by[line.key], promoted: answers.promoted[line.key], lang, say, currency }} />
            {!section && <p className="lines-label">{Number(line.discount) ? `${say("line_discount")} ${line.discount} · ` : ""}{say("tax_rate")} {line.tax_rate}</p>}
          </li>
        );
      })}
    </ul>
  );
}

// Where a price is from, and what a bundle holds; nothing for a price of the list.
function Note({ line, by, promoted, lang, say, currency, onTake, onPromote }) {
  const fill = (key, values) => say(key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const listed = by?.price == null ? "" : crmFormat.money(lang, by.price, currency), hand = !line.auto && by?.source === "hand";
  const values = { name: lang === "zh" ? by?.book_zh : by?.book_en, quantity: crmFormat.number(lang, by?.tier_from), price: listed };
  const holds = (line.parts ?? []).map((part) => `${lang === "zh" ? part.zh : part.en} × ${part.quantity} ${part.unit}`.trim());
  const from = line.auto && by?.book ? fill(Number(by.tier_from) > 1 ? "by_tier" : "by_book", values) : "";
  const of = (name) => promoted?.[`${name}_${lang === "zh" ? "zh" : "en"}`] ?? "";
  const taken = of("taken"), clash = of("collides"), offer = onPromote ? of("offer") : "";
  if (!from && !hand && holds.length === 0 && !taken && !offer && !clash) return null;
  return (
    <p className="lines-note">
      {from && <span className="lines-tag lines-book">{from}</span>}
      {taken && <span className={`lines-tag ${clash ? "lines-warn" : "lines-book"}`}>{fill("promo_taken", { promotion: taken })}</span>}
      {taken && onPromote && <button type="button" tabIndex={-1} onClick={() => onPromote("")}>{say("promo_leave")}</button>}
      {!taken && clash && <span className="lines-tag lines-warn">{say("promo_collides")}</span>}
      {offer && <button type="button" tabIndex={-1} onClick={() => onPromote(promoted.offer)}>{fill("promo_take", { promotion: offer })}</button>}
      {hand && <span className="lines-tag lines-warn">{fill(listed ? "by_hand_from" : "by_hand", values)}</span>}
      {hand && listed && onTake && <button type="button" tabIndex={-1} onClick={onTake}>{fill("take_listed", values)}</button>}
      {holds.length > 0 && <span>{say("holds")} {holds.join(" · ")}</span>}
    </p>
  );
}

const Row = memo(function Row({ line, index, number, cells, lang, say, currency, isOpen, seesCost, edit, remove, promote, amount, margin, by, promoted, bad, marked }) {
  const section = line.kind === "section", name = line.text || (section ? say("section") : `${say("line")} ${number}`);
  const cell = (field) => (
    <label key={field} className={`lines-cell lines-${field} ${marked === field ? "lines-marked" : ""}`}>
      <span className="lines-label">{say(field === "discount" ? "line_discount" : field)}</span>
      <input
        type="text" value={line[field] ?? ""} data-cell={field} aria-invalid={bad === field} disabled={!isOpen} autoComplete="off" maxLength={300}
        inputMode={NUMBERS.has(field) ? "decimal" : undefined} className={NUMBERS.has(field) ? "lines-num" : ""}
        placeholder={section && field === "text" ? say("section") : undefined} title={field === "text" ? line.text : undefined}
        onChange={(event) => edit(line.key, field, event.target.value)}
      />
      {field === "text" && line.unmatched && <em className="lines-tag lines-warn">{say("unmatched")}</em>}
      {field === "text" && line.is_optional && <em className="lines-tag">{say("optional")}</em>}
    </label>
  );
  // Papers in two languages: what is no product of ours needs its English words typed.
  const other = (section || !line.product) && (isOpen || line.text_en) && (
    <label className="lines-cell lines-en">
      <span className="lines-label">{say("text_en")}</span>
      <input type="text" value={line.text_en ?? ""} data-cell="text_en" aria-invalid={bad === "text_en"} disabled={!isOpen} autoComplete="off" maxLength={300}
        placeholder={say("text_en")} onChange={(event) => edit(line.key, "text_en", event.target.value)} />
    </label>
  );
  return (
    <Draggable draggableId={line.key} index={index} isDragDisabled={!isOpen}>
      {(drag, state) => (
        <div ref={drag.innerRef} {...drag.draggableProps} data-line={line.key}
          className={`lines-row ${section ? "lines-section" : ""} ${line.is_optional ? "lines-optional" : ""} ${state.isDragging ? "lines-lifted" : ""}`}>
          <span {...drag.dragHandleProps} className="lines-grip" aria-label={`${say("drag")} ${name}`} hidden={!isOpen}><GripVertical size={16} aria-hidden="true" /></span>
          {!isOpen && <span className="lines-place">{section ? "" : number}</span>}
          {section ? cell("text") : cells.map(cell)}
          {other}
          {seesCost && !section && (
            <span className="lines-margin lines-num"><span className="lines-label">{say("margin")}</span>{crmFormat.percent(lang, margin)}</span>
          )}
          <span className="lines-amount lines-num">
            <span className="lines-label">{say("amount")}</span>
            {line.is_optional ? `(${crmFormat.money(lang, amount, currency)})` : crmFormat.money(lang, amount, currency)}
          </span>
          <span className="lines-tools">
            {isOpen && !section && say("make_optional") && (
              <button type="button" tabIndex={-1} aria-pressed={Boolean(line.is_optional)} aria-label={`${say("make_optional")}: ${name}`} title={say("make_optional")}
                onClick={() => edit(line.key, "is_optional", !line.is_optional)}><CircleDashed size={16} aria-hidden="true" /></button>
            )}
            {isOpen && (
              <button type="button" tabIndex={-1} aria-label={`${say("line_remove")}: ${name}`} title={say("line_remove")} onClick={() => remove([line.key])}>
                <Trash2 size={16} aria-hidden="true" />
              </button>
            )}
          </span>
          <Note {...{ line, by, promoted, lang, say, currency }} onTake={isOpen ? () => edit(line.key, "auto", true) : undefined}
            onPromote={isOpen ? (id) => promote(line.key, id) : undefined} />
        </div>
      )}
    </Draggable>
  );
});
