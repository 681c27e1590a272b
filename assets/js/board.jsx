// The board: reads its columns by itself, moves cards at once, and lets the server have the last word.
import { startTransition, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { DragDropContext, Draggable, Droppable } from "@hello-pangea/dnd";
import { Clock, Ellipsis } from "lucide-react";
import { useMedia } from "./size.js";
import { crmFormat, useLanguage } from "./words.js";

const ASKED = ["q", "sort", "owner", "state"];
// What is drawn at once of each column; the rest follows when these stand.
const AT_ONCE = 8;
const ONE_COLUMN = "(max-width: 639px)";

async function read(address) {
  const answer = await fetch(address);
  if (answer.status === 401) location.assign("/login/");
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// What the address asks for, without what is not the board's.
function useAsked() {
  const { search } = useLocation();
  return useMemo(() => {
    const given = new URLSearchParams(search);
    const asked = new URLSearchParams(ASKED.flatMap((name) => (given.get(name) ? [[name, given.get(name)]] : [])));
    return { query: asked.toString(), shown: given.get("view") !== "list" };
  }, [search]);
}

// Columns as the server has them; while a card is in the hand nothing changes under it.
function useColumns(query, shown, version) {
  const [columns, setColumns] = useState(null), [failed, setFailed] = useState(false);
  const newest = useRef(0), held = useRef(false), late = useRef(null), more = useRef({});
  const load = useCallback(async () => {
    const turn = ++newest.current;
    try {
      const found = await read(`/api/v1/board?${query}`);
      for (const column of found) {
        for (let page = 2; page <= (more.current[column.stage.key] ?? 1) && column.cards.length < column.count; page++) {
          column.cards.push(...(await read(`/api/v1/board/${column.stage.key}?page=${page}&${query}`)));
        }
      }
      if (turn !== newest.current) return;
      if (held.current) late.current = found;
      else setColumns(found);
      setFailed(false);
    } catch {
      if (turn === newest.current) setFailed(true);
    }
  }, [query]);
  useEffect(() => { more.current = {}; }, [query]);
  useEffect(() => { if (shown) load(); }, [load, shown, version]);
  const hold = useCallback((now) => {
    held.current = now;
    if (!now && late.current) { setColumns(late.current); late.current = null; }
  }, []);
  const showMore = useCallback((key) => { more.current[key] = (more.current[key] ?? 1) + 1; load(); }, [load]);
  return { columns, setColumns, failed, load, hold, showMore };
}

// False until the first cards are on the screen.
function useStanding(ready) {
  const [standing, setStanding] = useState(false);
  useEffect(() => {
    if (!ready) return undefined;
    const later = setTimeout(() => startTransition(() => setStanding(true)), 30);
    return () => clearTimeout(later);
  }, [ready]);
  return standing;
}

function moved(columns, id, from, to) {
  const card = columns.find((c) => c.stage.key === from)?.cards.find((k) => k.public_id === id);
  if (!card) return columns;
  return columns.map((column) => {
    if (column.stage.key === from) return { ...column, count: column.count - 1, cards: column.cards.filter((k) => k !== card) };
    if (column.stage.key !== to) return column;
    return { ...column, count: column.count + 1, cards: [{ ...card, days: 0, is_stuck: false }, ...column.cards] };
  });
}

export function Board({ version, words, looks, canMove, onMove }) {
  const lang = useLanguage(), place = lang === "zh" ? 0 : 1, narrow = useMedia(ONE_COLUMN);
  const say = (key, values = {}) => words[key][place].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const { query, shown } = useAsked();
  const { columns, setColumns, failed, load, hold, showMore } = useColumns(query, shown, version);
  // The prerendered page knows no address: the first render must be the same as there.
  const [mounted, setMounted] = useState(false);
  useLayoutEffect(() => setMounted(true), []);
  const [menu, setMenu] = useState(null), [here, setHere] = useState(0), strip = useRef(null);
  const standing = useStanding(columns !== null);
  const name = (stage) => (stage ? stage[lang === "zh" ? "zh" : "en"] : "");
  if (mounted && !shown) return null;
  if (failed && !columns) {
    return (
      <div className={looks.failed} role="alert">
        <p>{say("board_failed")}</p>
        <button type="button" className={looks.more} onClick={load}>{say("retry")}</button>
      </div>
    );
  }
  if (!columns) {
    return <div className={looks.board} aria-hidden="true">{[0, 1, 2, 3, 4, 5].map((n) => <div key={n} className={looks.waiting} />)}</div>;
  }
  const stageOf = (key) => columns.find((column) => column.stage.key === key)?.stage;
  const cardOf = (id) => columns.flatMap((column) => column.cards).find((card) => card.public_id === id);
  const move = (id, from, to) => {
    if (from === to) return;
    setColumns((now) => moved(now, id, from, to));
    onMove?.(id, to, from);
  };
  const goTo = (index) => strip.current?.children[index]?.scrollIntoView({ behavior: "smooth", block: "nearest", inline: "start" });
  return (
    <DragDropContext
      dragHandleUsageInstructions={say("drag_usage")}
      onBeforeDragStart={() => hold(true)}
      onDragStart={(at, { announce }) => announce(say("drag_lifted", { name: cardOf(at.draggableId)?.name, stage: name(stageOf(at.source.droppableId)) }))}
      onDragUpdate={(at, { announce }) => {
        const over = at.destination && stageOf(at.destination.droppableId);
        announce(say(over ? "drag_over" : "drag_nowhere", { name: cardOf(at.draggableId)?.name, stage: name(over) }));
      }}
      onDragEnd={(at, { announce }) => {
        const dropped = at.reason === "DROP" && at.destination;
        const stage = stageOf((dropped ? at.destination : at.source).droppableId);
        announce(say(dropped ? "drag_dropped" : "drag_cancelled", { name: cardOf(at.draggableId)?.name, stage: name(stage) }));
        if (dropped) move(at.draggableId, at.source.droppableId, at.destination.droppableId);
        hold(false);
      }}
    >
      <nav className={looks.tabs} aria-label={say("stage")}>
        {columns.map((column, index) => (
          <button key={column.stage.key} type="button" className={looks.tab} aria-current={index === here ? "true" : undefined} onClick={() => goTo(index)}>
            {name(column.stage)} <span className={looks.tabCount}>{column.count}</span>
          </button>
        ))}
      </nav>
      <div
        ref={strip} className={looks.board}
        onScroll={(event) => setHere(Math.round(event.currentTarget.scrollLeft / Math.max(1, event.currentTarget.firstChild.offsetWidth)))}
      >
        {columns.map((column) => (
          <Column
            key={column.stage.key} column={column} {...{ lang, say, looks, name, narrow, canMove, showMore, standing }}
            onMenu={(card, anchor) => setMenu({ card, anchor, from: column.stage.key })}
          />
        ))}
      </div>
      {menu && (
        <MoveMenu {...{ menu, looks, columns, name }} label={say("move_to")} onClose={() => setMenu(null)}
          onChoose={(to) => { setMenu(null); move(menu.card.public_id, menu.from, to); }} />
      )}
    </DragDropContext>
  );
}

function Column({ column, lang, say, looks, name, narrow, canMove, showMore, standing, onMenu }) {
  const { stage } = column, cards = standing ? column.cards : column.cards.slice(0, AT_ONCE), rest = column.count - column.cards.length;
  const sums = (list) => list.map((one) => crmFormat.shortMoney(lang, one.amount, one.currency)).join(" + ");
  const exact = (list) => list.map((one) => crmFormat.money(lang, one.amount, one.currency)).join(" + ");
  return (
    <section className={looks.column} aria-labelledby={`stage-${stage.key}`} data-column={stage.key}>
      <header className={looks.head}>
        <h2 id={`stage-${stage.key}`} className={looks.title}>{name(stage)}<span className={looks.count}>{column.count}</span></h2>
        <p className={looks.sum} title={exact(column.sums)}>{sums(column.sums)}</p>
        {stage.kind === "open" && column.weighted.length > 0 && (
          <p className={looks.weighted} title={exact(column.weighted)}>{say("weighted_of", { amount: sums(column.weighted) })}</p>
        )}
      </header>
      <Droppable droppableId={stage.key} isDropDisabled={!canMove}>
        {(drop, at) => (
          <div ref={drop.innerRef} {...drop.droppableProps} className={`${looks.list} ${at.isDraggingOver ? looks.over : ""}`}>
            {cards.map((card, index) => (
              <Draggable key={card.public_id} draggableId={card.public_id} index={index} isDragDisabled={!canMove || narrow}>
                {(drag, state) => <Card {...{ card, drag, state, stage, lang, say, looks, canMove, onMenu }} />}
              </Draggable>
            ))}
            {drop.placeholder}
            {column.cards.length === 0 && !at.isDraggingOver && <p className={looks.none}>{say("column_empty")}</p>}
            {standing && rest > 0 && <button type="button" className={looks.more} onClick={() => showMore(stage.key)}>{say("more_cards", { count: Math.min(rest, 25) })}</button>}
          </div>
        )}
      </Droppable>
    </section>
  );
}

function Card({ card, drag, state, stage, lang, say, looks, canMove, onMenu }) {
  const navigate = useNavigate(), address = `/deals/${card.public_id}`;
  const stuck = card.is_stuck ? say("stuck_for", { days: card.days, limit: stage.age_limit_days }) : undefined;
  const late = card.next_due && new Date(card.next_due) < new Date();
  return (
    <article
      ref={drag.innerRef} {...drag.draggableProps} {...drag.dragHandleProps} role="group" aria-label={`${card.name}, ${card.customer}`}
      data-row={card.public_id} title={stuck}
      className={`${looks.card} ${card.is_stuck ? looks.stuck : ""} ${state.isDragging ? looks.lifted : ""}`}
      onKeyDown={(event) => { if (event.key === "Enter" && event.target === event.currentTarget) navigate(address); }}
      onClick={(event) => { if (!event.defaultPrevented && !event.target.closest("a, button")) navigate(address); }}
    >
      <div className={looks.top}>
        <Link to={address} className={looks.name} draggable={false} tabIndex={-1}>{card.name}</Link>
        {canMove && (
          <button type="button" className={looks.menuButton} aria-label={`${say("move_to")} ${card.name}`} aria-haspopup="menu"
            onClick={(event) => onMenu(card, event.currentTarget)}><Ellipsis size={16} aria-hidden="true" /></button>
        )}
      </div>
      <p className={looks.customer}>{card.customer}</p>
      <p className={looks.figures}>
        <span className={looks.amount} title={crmFormat.money(lang, card.amount, card.currency)}>{crmFormat.shortMoney(lang, card.amount, card.currency)}</span>
        {stage.kind === "open" && (
          <span className={card.is_stuck ? looks.daysStuck : looks.days} aria-label={stuck ?? say("days_here", { days: card.days })}>
            <Clock size={12} aria-hidden="true" />{say("days_count", { days: card.days })}
          </span>
        )}
      </p>
      {stage.kind === "open" && (
        <p className={card.next_step ? looks.step : looks.noStep}>
          <span className={looks.stepText}>{card.next_step || say("no_next_step")}</span>
          {card.next_due && <span className={late ? looks.late : looks.due}>{crmFormat.day(lang, card.next_due)}</span>}
        </p>
      )}
      <p className={looks.owner}>{card.owner}</p>
    </article>
  );
}

function MoveMenu({ menu, looks, columns, name, label, onChoose, onClose }) {
  const list = useRef(null);
  useLayoutEffect(() => {
    const node = list.current, at = menu.anchor.getBoundingClientRect();
    node.showPopover();
    if (innerWidth >= 1024) {
      const size = node.getBoundingClientRect();
      const top = at.bottom + 4 + size.height < innerHeight ? at.bottom + 4 : Math.max(8, at.top - size.height - 4);
      Object.assign(node.style, { left: `${Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8))}px`, top: `${top}px` });
    }
    node.querySelector("button")?.focus();
    const toggled = (event) => { if (event.newState === "closed") { menu.anchor.focus?.(); onClose(); } };
    node.addEventListener("toggle", toggled);
    return () => node.removeEventListener("toggle", toggled);
  }, [menu]);
  const keys = (event) => {
    const all = [...list.current.querySelectorAll("button")], now = all.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Tab") list.current.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };
  return (
    <div ref={list} popover="auto" role="menu" aria-label={`${label} ${menu.card.name}`} className={looks.menu} onKeyDown={keys}>
      <p className={looks.menuTitle}>{label}</p>
      {columns.filter((column) => column.stage.key !== menu.from).map((column) => (
        <button key={column.stage.key} type="button" role="menuitem" tabIndex={-1} className={looks.menuItem} onClick={() => onChoose(column.stage.key)}>
          {name(column.stage)}
        </button>
      ))}
    </div>
  );
}
