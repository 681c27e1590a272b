// A field that holds files: brought when they are chosen, kept when the record is stored.
import { createElement as h, useRef, useState } from "react";

const bring = async (file, record, field) => {
  const body = new FormData();
  body.set("record_kind", record);
  body.set("field", field);
  body.set("file", file);
  const answer = await fetch("/api/v1/files", { method: "POST", headers: { "accept-language": window.crm.language() }, body });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.detail || String(answer.status));
  return { public_id: said.id, name: file.name };
};

export function FileField({ name, files, field, record, words, look, paperclip, cross, onChange }) {
  const [shown, setShown] = useState(files ?? []), [problem, setProblem] = useState(""), [busy, setBusy] = useState(false);
  const kept = useRef(null), latest = useRef(files ?? []);
  const put = (list) => {
    latest.current = list;
    setShown(list);
    onChange?.(list.map((one) => one.public_id).join(","));
  };
  const add = async (event) => {
    const chosen = [...event.target.files];
    event.target.value = "";
    setProblem("");
    setBusy(true);
    try {
      for (const file of chosen) put([...latest.current, await bring(file, record, field)]);
    } catch (error) {
      setProblem(error instanceof TypeError ? words.offline : error.message);
    }
    setBusy(false);
  };
  const remove = (id) => put(latest.current.filter((one) => one.public_id !== id));
  return h("div", { className: look.whole, "aria-busy": busy || undefined },
    h("input", { type: "hidden", name, value: shown.map((one) => one.public_id).join(","), ref: kept, readOnly: true }),
    shown.length > 0 && h("ul", null, shown.map((one) => h("li", { key: one.public_id, className: look.line },
      h("a", { href: `/api/v1/files/${one.public_id}`, target: "_blank", rel: "noreferrer", className: look.link }, paperclip, h("span", { className: look.name }, one.name)),
      h("button", { type: "button", className: look.gone, title: words.remove, "aria-label": `${words.remove} ${one.name}`, onClick: () => remove(one.public_id) }, cross)))),
    h("label", { className: look.add }, paperclip, busy ? words.busy : words.add,
      h("input", { type: "file", multiple: true, className: "sr-only", onChange: add, "aria-label": words.add })),
    problem && h("p", { role: "alert", className: look.problem }, problem));
}
