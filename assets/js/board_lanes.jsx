// The board in lanes: one row an owner, team or tier, the stages across.
import { useCallback, useRef } from "react";
import { Droppable } from "@hello-pangea/dnd";
import { Cards } from "./board_cards.jsx";
import { Head, told } from "./board.jsx";

// The least width of a stage, and how many cards come at a time.
const NARROWEST = 192, PAGE = 25;

export function movedInLanes(lanes, id, from, to) {
  return lanes.map((lane) => {
    const card = lane.cells.find((cell) => cell.stage === from)?.cards.find((one) => one.id === id);
    if (!card) return lane;
    const cells = lane.cells.map((cell) => {
      if (cell.stage === from) return { ...cell, count: cell.count - 1, cards: cell.cards.filter((one) => one !== card) };
      if (cell.stage !== to) return cell;
      return { ...cell, count: cell.count + 1, cards: [{ ...card, days: 0, is_stuck: false }, ...cell.cards] };
    });
    return { ...lane, cells };
  });
}

export function Lanes({ columns, lanes, query, by, lang, say, looks, name, canMove, held, setFound, onMenu }) {
  const root = useRef(null);
  const showMore = useCallback(async (lane, stage, page) => {
    const answer = await fetch(`/api/v1/board/${stage}?page=${page}&${query}&${by}=${lane}`);
    if (!answer.ok) return;
    const cards = await answer.json();
    const wider = (cell) => (cell.stage === stage
      ? { ...cell, cards: [...cell.cards, ...cards.filter((card) => !cell.cards.some((one) => one.id === card.id))] } : cell);
    setFound((now) => ({ ...now, lanes: now.lanes.map((one) => (one.key === lane ? { ...one, cells: one.cells.map(wider) } : one)) }));
  }, [query, by, setFound]);
  // Heads and cells are as wide as each other, whatever stands in them.
  const across = { gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` };
  const wide = { minWidth: columns.length * NARROWEST };
  return (
    <div ref={root} className={looks.lanes}>
      <div className={looks.laneHeads} style={{ ...across, ...wide }}>
        {columns.map((column) => <div key={column.stage.key} className={looks.laneHead}><Head {...{ column, lang, say, looks, name }} /></div>)}
      </div>
      {lanes.map((lane) => (
        <section key={lane.key} className={looks.lane} style={wide} data-lane={lane.key} aria-label={say("lane_of", { name: lane[lang === "zh" ? "zh" : "en"], count: lane.count })}>
          <header className={looks.laneTitle}>
            <h3 className={looks.title}>{lane[lang === "zh" ? "zh" : "en"]}<span className={looks.count}>{lane.count}</span></h3>
            <span className={looks.sum}>{told(lang, lane.sums, lane.about)}</span>
            {lane.weighted.length > 0 && <span className={looks.weighted}>{say("weighted_of", { amount: told(lang, lane.weighted, lane.weighted_about) })}</span>}
          </header>
          <div className={looks.cells} style={across}>
            {lane.cells.map((cell, place) => (
              <Cell key={cell.stage} {...{ cell, lane, root, lang, say, looks, canMove, held, showMore }} stage={columns[place].stage}
                onMenu={(card, anchor) => onMenu(card, anchor, cell.stage)} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Cell({ cell, lane, stage, root, lang, say, looks, canMove, held, showMore, onMenu }) {
  const rest = cell.count - cell.cards.length;
  return (
    <Droppable droppableId={`${cell.stage}|${lane.key}`} type={lane.key} isDropDisabled={!canMove}>
      {(drop, at) => (
        <div ref={drop.innerRef} {...drop.droppableProps} data-column={cell.stage} className={`${looks.cell} ${at.isDraggingOver ? looks.over : ""}`}>
          <Cards cards={cell.cards} still={!canMove} {...{ root, held, stage, lang, say, looks, canMove, onMenu }} />
          {drop.placeholder}
          {rest > 0 && <button type="button" className={looks.more} onClick={() => showMore(lane.key, cell.stage, Math.floor(cell.cards.length / PAGE) + 1)}>{say("more_cards", { count: Math.min(rest, PAGE - (cell.cards.length % PAGE)) })}</button>}
        </div>
      )}
    </Droppable>
  );
}
