// Fields that show, when one leaves them, what will be stored; and a button that copies.
import { Fragment, createElement as h, useEffect, useRef, useState } from "react";

const put = (input, value) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value);
  input.dispatchEvent(new Event("input", { bubbles: true })); // whoever listens to typing hears of it
};

export const read = async (kind, typed) => {
  const answer = await fetch("/api/v1/standards", {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ kind, typed }),
  }).catch(() => null);
  return answer?.ok ? answer.json() : null;
};

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// What a name says beside itself, an address of its place, an ID number of its bearer.
const beside = (kind, { parts, shown }, words) => {
  if (kind === "person" && (parts.honorific || parts.other)) {
    return [fill(words.name, { name: shown }), parts.honorific && fill(words.honorific, { word: parts.honorific }),
      parts.other && fill(words.other, { word: parts.other })].filter(Boolean).join(words.mark);
  }
  if (kind === "company" && parts.branch) return words.branch;
  const place = [parts.province, parts.city !== parts.province && parts.city, parts.district, parts.postcode];
  return [parts.birth, ...place].filter(Boolean).join(" · ");
};

export function TidyInput({ kind, words, language, lookOf, actionLook, onBlur, onInput, name, defaultValue, ...props }) {
  const input = useRef(null), last = useRef(defaultValue ?? ""), [told, setTold] = useState(null);
  const [kept, setKept] = useState(false);
  const leave = async (event) => {
    onBlur?.(event);
    const typed = input.current.value;
    if (typed === last.current) return;
    last.current = typed;
    if (!typed.trim()) { setTold(null); return; }
    const found = await read(kind, typed);
    if (!found || input.current?.value !== typed) return;
    if (found.value === null) { setTold({ bad: language === "zh" ? found.refusal_zh : found.refusal_en }); return; }
    const apart = kind === "person" && (found.parts.honorific || found.parts.other);
    const tidied = !apart && found.shown !== typed;
    if (tidied) { last.current = found.shown; put(input.current, found.shown); }
    const said = beside(kind, found, words);
    setTold(tidied || apart || said || found.proposal ? { typed, tidied, apart, said, proposal: found.proposal } : null);
  };
  const back = () => { last.current = told.typed; put(input.current, told.typed); setTold(null); setKept(true); };
  const take = () => { last.current = told.proposal; put(input.current, told.proposal); setTold(null); };
  const action = (label, does) => h("button", { type: "button", className: actionLook, onClick: (event) => { event.preventDefault(); does(); } }, label);
  return h(Fragment, null,
    h("input", { ...props, name, defaultValue, ref: input, onBlur: leave,
      onInput: (event) => { if (event.target.value !== last.current) { setKept(false); setTold(null); } onInput?.(event); } }),
    kept ? h("input", { type: "hidden", name: `${name}_kept`, value: "1", readOnly: true }) : null,
    told && h("span", { role: "status", className: lookOf[told.bad ? "bad" : "good"] },
      told.bad ?? null,
      told.tidied ? h("span", null, fill(words.tidied, { typed: told.typed })) : null,
      told.said ? h("span", null, told.said) : null,
      told.tidied || told.apart ? action(words.back, back) : null,
      told.proposal ? h(Fragment, null, h("span", null, fill(words.proposed, told)), action(words.take, take)) : null));
}

export function Copy({ value, label, done, look, children }) {
  const [copied, setCopied] = useState(false), timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    try { await navigator.clipboard.writeText(value); } catch {
      const area = document.body.appendChild(Object.assign(document.createElement("textarea"), { value }));
      area.select(); document.execCommand("copy"); area.remove();
    }
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), 1600);
  };
  const text = copied ? done : label;
  return h("button", { type: "button", className: look, "aria-label": text, title: text, onClick: copy },
    copied ? h("span", { role: "status", className: "text-good text-[12px]" }, done) : children);
}
