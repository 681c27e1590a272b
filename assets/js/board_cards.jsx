// A card of the board, its menu, and the windows that keep a long column light.
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { Draggable } from "@hello-pangea/dnd";
import { Clock, Ellipsis, Flame } from "lucide-react";
import { crmFormat } from "./words.js";

// Cards that come and go together while one scrolls, and how tall one is until it has been seen.
const BLOCK = 12, GUESSED = 112;

// The cards of a list: those far from what is seen are a gap of their height.
export function Cards({ cards, root, held, whole, ...more }) {
  const blocks = [];
  for (let start = 0; start < cards.length; start += BLOCK) blocks.push(start);
  return blocks.map((start) => (
    <Block key={start} {...{ start, root, held, whole }} cards={cards.slice(start, start + BLOCK)} {...more} />
  ));
}

function Block({ start, cards, root, held, whole, still, ...more }) {
  const box = useRef(null), [near, setNear] = useState(start === 0), height = useRef(0);
  useEffect(() => {
    if (whole) return undefined;
    const watcher = new IntersectionObserver(([entry]) => {
      if (held.current) return; // nothing comes or goes under a card in the hand
      if (!entry.isIntersecting) height.current = entry.boundingClientRect.height;
      startTransition(() => setNear(entry.isIntersecting));
    }, { root: root.current, rootMargin: "700px 0px" });
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, [held, root, whole]);
  const shown = near || whole;
  return (
    <div ref={box} style={shown ? undefined : { height: height.current || cards.length * GUESSED }}>
      {shown && cards.map((card, index) => (
        <Draggable key={card.id} draggableId={card.id} index={start + index} isDragDisabled={still}>
          {(drag, state) => <Card {...{ card, drag, state }} {...more} />}
        </Draggable>
      ))}
    </div>
  );
}

// Asks for the next cards when it comes into sight; a button for who does not scroll.
export function More({ root, count, onMore, look, children }) {
  const button = useRef(null);
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => { if (entry.isIntersecting) onMore(); }, { root: root.current, rootMargin: "500px 0px" });
    watcher.observe(button.current);
    return () => watcher.disconnect();
  }, [count, onMore, root]);
  return <button ref={button} type="button" className={look} onClick={onMore}>{children}</button>;
}

export function Card({ card, drag, state, stage, lang, say, looks, canMove, onMenu }) {
  const navigate = useNavigate(), address = `/deals/${card.id}`;
  const stuck = card.is_stuck ? say("stuck_for", { days: card.days, limit: stage.age_limit_days }) : undefined;
  const near = card.near_views > 0 && say("near_why", { days: card.days, views: card.near_views, window: card.near_window_days });
  const late = card.next_due && new Date(card.next_due) < new Date();
  return (
    <article
      ref={drag.innerRef} {...drag.draggableProps} {...drag.dragHandleProps} role="group" aria-label={`${card.name}, ${card.customer}`}
      data-row={card.id} title={stuck}
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
      {near && <p className={looks.near} title={near} aria-label={`${say("near")}: ${near}`}><Flame size={12} aria-hidden="true" />{say("near")}</p>}
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
      {card.custom.filter((one) => one.zh).map((one) => (
        <p key={one.label_zh} className={looks.own}>
          <span className={looks.ownLabel}>{lang === "zh" ? one.label_zh : one.label_en}</span> {lang === "zh" ? one.zh : one.en}
        </p>
      ))}
      <p className={looks.owner}>{card.owner}</p>
    </article>
  );
}

export function MoveMenu({ menu, looks, columns, name, label, onChoose, onClose }) {
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
