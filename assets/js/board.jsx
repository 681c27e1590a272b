// The board: reads its columns by itself, moves cards at once, and lets the server have the last word.
import { startTransition, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { Link, useLocation } from "react-router";
import { DragDropContext, Droppable } from "@hello-pangea/dnd";
import { Cards, MoveMenu, More } from "./board_cards.jsx";
import { Lanes, movedInLanes } from "./board_lanes.jsx";
import { useMedia } from "./size.js";
import { crmFormat, useLanguage } from "./words.js";

// What is drawn at once of each column; the rest follows when these stand.
const AT_ONCE = 8;
const ONE_COLUMN = "(max-width: 639px)";

async function read(address) {
  const answer = await fetch(address);
  if (answer.status === 401) location.assign("/login/");
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// The address is written without going anywhere, too (components/build.py, AddressBar).
const heard = (tell) => {
  addEventListener("puer:address", tell);
  return () => removeEventListener("puer:address", tell);
};

// What the address asks for, without what is not the board's.
function useAsked(filters) {
  useLocation();
  const search = useSyncExternalStore(heard, () => location.search, () => "");
  return useMemo(() => {
    const given = new URLSearchParams(search);
    // Fields of the company's own are no filters known beforehand.
    const isAsked = (name) => filters.includes(name) || name.startsWith("custom.");
    const asked = new URLSearchParams([...given].filter(([name, value]) => value && isAsked(name)));
    return { query: asked.toString(), by: given.get("lanes") ?? "", shown: given.get("view") !== "list" };
  }, [search, filters]);
}

// Columns (and lanes) as the server has them; while a card is in the hand nothing changes under it.
function useColumns(query, by, shown, version) {
  const [found, setFound] = useState(null), [failed, setFailed] = useState(false);
  const newest = useRef(0), held = useRef(false), late = useRef(null), more = useRef({}), busy = useRef({});
  const load = useCallback(async () => {
    const turn = ++newest.current;
    try {
      const [columns, lanes] = await Promise.all([
        read(`/api/v1/board?cards=${by ? "false" : "true"}&${query}`),
        by ? read(`/api/v1/board-lanes?by=${by}&${query}`) : null,
      ]);
      // What was loaded while scrolling stays loaded.
      if (!by) await Promise.all(columns.map(async (column) => {
        const pages = Array.from({ length: (more.current[column.stage.key] ?? 1) - 1 }, (_, n) => n + 2);
        const cards = await Promise.all(pages.map((page) => read(`/api/v1/board/${column.stage.key}?page=${page}&${query}`)));
        column.cards = unique([...column.cards, ...cards.flat()]);
      }));
      if (turn !== newest.current) return;
      const next = { columns, lanes, by };
      if (held.current) late.current = next;
      else setFound(next);
      setFailed(false);
    } catch (problem) {
      if (turn === newest.current) setFailed(problem.message);
    }
  }, [query, by]);
  useEffect(() => { more.current = {}; }, [query, by]);
  useEffect(() => { if (shown) load(); }, [load, shown, version]);
  const hold = useCallback((now) => {
    held.current = now;
    if (!now && late.current) { setFound(late.current); late.current = null; }
  }, []);
  const showMore = useCallback(async (key) => {
    if (busy.current[key] || held.current) return;
    busy.current[key] = true;
    try {
      const page = (more.current[key] ?? 1) + 1, turn = newest.current;
      const cards = await read(`/api/v1/board/${key}?page=${page}&${query}`);
      if (turn !== newest.current) return; // read again meanwhile: those cards are asked for anew
      more.current[key] = page;
      startTransition(() => setFound((now) => ({ ...now, columns: now.columns.map((column) =>
        (column.stage.key === key ? { ...column, cards: unique([...column.cards, ...cards]) } : column)) })));
    } catch { /* the button stays */ } finally { busy.current[key] = false; }
  }, [query]);
  return { found, setFound, failed, load, hold, held, showMore };
}

function unique(cards) {
  return [...new Map(cards.map((card) => [card.id, card])).values()];
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

function moved({ columns, lanes, by }, id, from, to) {
  return { by, columns: movedInColumns(columns, id, from, to, lanes), lanes: lanes && movedInLanes(lanes, id, from, to) };
}

function movedInColumns(columns, id, from, to, lanes) {
  const held = lanes ? lanes.flatMap((lane) => lane.cells).filter((cell) => cell.stage === from) : columns.filter((c) => c.stage.key === from);
  const card = held.flatMap((one) => one.cards).find((k) => k.id === id);
  if (!card) return columns;
  return columns.map((column) => {
    if (column.stage.key === from) return { ...column, count: column.count - 1, cards: column.cards.filter((k) => k !== card) };
    if (column.stage.key !== to) return column;
    return { ...column, count: column.count + 1, cards: [{ ...card, days: 0, is_stuck: false }, ...column.cards] };
  });
}

export function Board({ version, words, looks, filters, canMove, onMove }) {
  const lang = useLanguage(), place = lang === "zh" ? 0 : 1, narrow = useMedia(ONE_COLUMN);
  const say = (key, values = {}) => words[key][place].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const { query, by, shown } = useAsked(filters);
  const { found, setFound, failed, load, hold, held, showMore } = useColumns(query, by, shown, version);
  const columns = found?.columns ?? null, lanes = found?.lanes ?? null;
  // The prerendered page knows no address: the first render must be the same as there.
  const [mounted, setMounted] = useState(false);
  useLayoutEffect(() => setMounted(true), []);
  const [menu, setMenu] = useState(null), [here, setHere] = useState(0), strip = useRef(null);
  const standing = useStanding(found !== null);
  const name = (stage) => (stage ? stage[lang === "zh" ? "zh" : "en"] : "");
  if (mounted && !shown) return null;
  if (failed === "403") return null; // the page says it already
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
  // In lanes a place is "stage|lane".
  const stageOf = (place) => columns.find((column) => column.stage.key === place.split("|")[0])?.stage;
  const everyCard = () => (lanes ? lanes.flatMap((lane) => lane.cells) : columns).flatMap((one) => one.cards);
  const cardOf = (id) => everyCard().find((card) => card.id === id);
  const move = (id, from, to) => {
    if (from === to) return;
    setFound((now) => moved(now, id, from, to));
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
        if (dropped) move(at.draggableId, at.source.droppableId.split("|")[0], at.destination.droppableId.split("|")[0]);
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
      {lanes && !narrow ? (
        <Lanes {...{ columns, lanes, query, lang, say, looks, name, canMove, held, by: found.by, setFound }}
          onMenu={(card, anchor, from) => setMenu({ card, anchor, from })} />
      ) : <div
        ref={strip} className={looks.board}
        onScroll={(event) => setHere(Math.round(event.currentTarget.scrollLeft / Math.max(1, event.currentTarget.firstChild.offsetWidth)))}
      >
        {columns.map((column, place) => (
          <Column
            key={column.stage.key} column={lanes ? inLanes(column, lanes, place, lang, `/deals/?${query}&${found.by}=`) : column}
            {...{ lang, say, looks, name, narrow, canMove, showMore, standing, held }}
            onMenu={(card, anchor) => setMenu({ card, anchor, from: column.stage.key })}
          />
        ))}
      </div>}
      {menu && (
        <MoveMenu {...{ menu, looks, columns, name }} label={say("move_to")} onClose={() => setMenu(null)}
          onChoose={(to) => { setMenu(null); move(menu.card.id, menu.from, to); }} />
      )}
    </DragDropContext>
  );
}

// On the phone lanes are headings within a column.
function inLanes(column, lanes, place, lang, rest) {
  const groups = lanes.map((lane) => {
    const { cards, count } = lane.cells[place];
    return { key: lane.key, name: lane[lang === "zh" ? "zh" : "en"], cards, rest: count - cards.length, address: rest + lane.key };
  });
  return { ...column, groups: groups.filter((group) => group.cards.length) };
}

// Sums by currency; where there are several, about what they are worth together, and those without a rate.
export function told(lang, list, about) {
  const short = (one) => crmFormat.shortMoney(lang, one.amount, one.currency);
  if (!about) return list.map(short).join(" + ");
  return [`≈ ${short(about)}`, ...list.filter((one) => about.missing.includes(one.currency)).map(short)].join(" + ");
}

export function Head({ column, lang, say, looks, name }) {
  const { stage } = column;
  const exact = (list) => list.map((one) => crmFormat.money(lang, one.amount, one.currency)).join(" + ");
  return (
    <header className={looks.head}>
      <h2 id={`stage-${stage.key}`} className={looks.title}>{name(stage)}<span className={looks.count}>{column.count}</span></h2>
      <p className={looks.sum} title={exact(column.sums)}>{told(lang, column.sums, column.about)}</p>
      {stage.kind === "open" && column.weighted.length > 0 && (
        <p className={looks.weighted} title={exact(column.weighted)}>{say("weighted_of", { amount: told(lang, column.weighted, column.weighted_about) })}</p>
      )}
    </header>
  );
}

function Column({ column, lang, say, looks, name, narrow, canMove, showMore, standing, held, onMenu }) {
  const { stage } = column, list = useRef(null), rest = column.groups ? 0 : column.count - column.cards.length;
  const cards = standing ? column.cards : column.cards.slice(0, AT_ONCE);
  const onMore = useCallback(() => showMore(stage.key), [showMore, stage.key]);
  const common = { stage, lang, say, looks, canMove, onMenu, held, root: list, still: !canMove || narrow };
  const none = column.groups ? column.groups.length === 0 : column.cards.length === 0;
  return (
    <section className={looks.column} aria-labelledby={`stage-${stage.key}`} data-column={stage.key}>
      <Head {...{ column, lang, say, looks, name }} />
      <Droppable droppableId={stage.key} isDropDisabled={!canMove}>
        {(drop, at) => (
          <div ref={(node) => { list.current = node; drop.innerRef(node); }} {...drop.droppableProps} className={`${looks.list} ${at.isDraggingOver ? looks.over : ""}`}>
            {column.groups ? column.groups.map((group) => (
              <div key={group.key}>
                <h3 className={looks.group}>{group.name}</h3>
                <Cards cards={group.cards} whole {...common} />
                {group.rest > 0 && <Link className={looks.moreLink} to={group.address}>{say("more_cards", { count: group.rest })}</Link>}
              </div>
            )) : <Cards cards={cards} {...common} />}
            {drop.placeholder}
            {none && !at.isDraggingOver && <p className={looks.none}>{say("column_empty")}</p>}
            {standing && rest > 0 && <More root={list} count={column.cards.length} onMore={onMore} look={looks.more}>{say("more_cards", { count: Math.min(rest, 25) })}</More>}
          </div>
        )}
      </Droppable>
    </section>
  );
}
