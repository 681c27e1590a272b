// Photographed cards: chosen, dropped or pasted, made smaller, sent; and looked at with a field's place lit.
import { createElement as h, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";

const LONGEST = 2200;
const newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16)).join("");

// What the browser can decode goes out upright and small; the rest (HEIC on most) as it is.
async function smaller(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    if (scale === 1 && file.type === "image/jpeg" && file.size < 4e6) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const jpeg = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
    return jpeg && jpeg.size < file.size ? jpeg : file;
  } catch {
    return file;
  }
}

async function send(address, item, words) {
  item.picture ??= await smaller(item.file);
  const body = new FormData();
  body.append("image", item.picture, item.file.name || "card.jpg");
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { "idempotency-key": item.key } });
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return { id: said.id };
    return { problem: said.detail || words.failed, again: answer.status >= 500 || [401, 409, 429].includes(answer.status) };
  } catch {
    return { problem: words.offline, again: true };
  }
}

// Camera and album on the phone; on the desk also drop and paste. Several pictures are several cards.
export function CardUpload({ address, stays, warm, words, camera, album, look, cameraLook, albumLook, dropLook, noteLook, problemLook, buttonLook }) {
  const navigate = useNavigate(), box = useRef(null);
  const [busy, setBusy] = useState(""), [over, setOver] = useState(false), [left, setLeft] = useState([]);
  const go = useCallback(async (items) => {
    setLeft([]);
    const done = [], failed = [];
    for (const [place, item] of items.entries()) {
      setBusy(items.length > 1 ? `${words.sending} ${place + 1}/${items.length}` : words.sending);
      const answer = await send(address, item, words);
      if (answer.id) done.push(answer.id); else failed.push({ ...item, ...answer });
    }
    setBusy("");
    setLeft(failed);
    if (!done.length || stays || failed.length) return;
    box.current?.closest("dialog")?.dispatchEvent(new Event("crm:close"));
    navigate(done.length === 1 && items.length === 1 ? `/cards/${done[0]}` : "/cards");
  }, [address, stays, words, navigate]);
  const take = (files) => { const list = [...files]; if (list.length) go(list.map((file) => ({ file, key: newKey() }))); };
  useEffect(() => { if (warm) fetch("/api/v1/cards/warm", { method: "POST" }).catch(() => {}); }, [warm]);
  useEffect(() => {
    const paste = (event) => {
      const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
      if (!pictures.length || box.current?.offsetParent == null) return;
      event.preventDefault();
      take(pictures);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  });
  const pick = (event) => { take(event.target.files); event.target.value = ""; };
  const input = (name, more) => h("input", { type: "file", accept: "image/*,.heic,.heif", "aria-label": name, className: "sr-only", onChange: pick, disabled: busy !== "", ...more });
  const stop = (event) => { event.preventDefault(); setOver(event.type === "dragover"); };
  return h("div", {
    ref: box, className: look, "aria-busy": busy !== "" || undefined, "data-over": over || undefined,
    onDragOver: stop, onDragLeave: stop, onDrop: (event) => { stop(event); take(event.dataTransfer.files); },
  },
  h("label", { className: cameraLook }, input(words.camera, { capture: "environment" }), camera),
  h("label", { className: albumLook }, input(words.album, stays ? {} : { multiple: true }), album),
  words.drop ? h("p", { className: dropLook }, words.drop) : null,
  h("p", { role: "status", className: noteLook }, busy),
  left.map((item) => h("div", { key: item.key, role: "alert", className: problemLook },
    h("span", { className: "flex-1 min-w-0" }, item.file.name ? `${item.file.name}: ` : "", item.problem),
    item.again ? h("button", { type: "button", className: buttonLook, onClick: () => go([item]) }, words.again) : null,
    h("button", { type: "button", className: buttonLook, onClick: () => setLeft((all) => all.filter((one) => one !== item)) }, words.drop_it))));
}

const inside = (value, least, most) => Math.max(least, Math.min(most, value));

// The picture of a card: pinch, wheel or double tap to come closer; the field in hand is lit and brought near.
export function CardPicture({ files, sizes, boxes, places, words, look, frameLook, barLook, tabLook, toolLook }) {
  const [side, setSide] = useState(0), [lit, setLit] = useState(null), [natural, setNatural] = useState({});
  const [view, setView] = useState({ scale: 1, x: 0, y: 0, slow: true }), frame = useRef(null), fingers = useRef(new Map()), pinch = useRef(null);
  const shown = files.filter(Boolean), at = Math.min(side, shown.length - 1);
  const [width, height] = sizes?.[at] ?? natural[at] ?? [1000, 600];
  const move = useCallback((change) => setView((old) => {
    const next = { slow: false, ...old, ...change }, scale = inside(next.scale, 1, 6), room = frame.current?.getBoundingClientRect();
    if (!room) return { ...next, scale };
    return { ...next, scale, x: inside(next.x, room.width * (1 - scale), 0), y: inside(next.y, room.height * (1 - scale), 0) };
  }), []);
  const whole = useCallback(() => move({ scale: 1, x: 0, y: 0, slow: true }), [move]);
  const near = useCallback((corners) => {
    const room = frame.current?.getBoundingClientRect();
    if (!room || !corners?.length) return;
    const fit = Math.min(room.width / width, room.height / height), left = (room.width - width * fit) / 2, top = (room.height - height * fit) / 2;
    const xs = corners.map((p) => p[0] * fit + left), ys = corners.map((p) => p[1] * fit + top);
    const wide = Math.max(...xs) - Math.min(...xs), high = Math.max(...ys) - Math.min(...ys);
    const scale = inside(Math.min((room.width * 0.8) / wide, (room.height * 0.4) / high), 1, 3);
    move({ scale, x: room.width / 2 - ((Math.max(...xs) + Math.min(...xs)) / 2) * scale, y: room.height / 2 - ((Math.max(...ys) + Math.min(...ys)) / 2) * scale, slow: true });
  }, [move, width, height]);
  useEffect(() => {
    const focus = (event) => {
      const region = event.target.closest?.("[data-region]")?.dataset.region;
      if (region === undefined) return;
      const [kind, place = "0"] = region.split("."), corners = boxes?.[kind]?.[Number(place)];
      if (!region || !corners) { setLit(null); whole(); return; }
      const where = places?.[kind]?.[Number(place)] ?? 0;
      setSide(where);
      setLit({ side: where, corners });
    };
    document.addEventListener("focusin", focus);
    return () => document.removeEventListener("focusin", focus);
  }, [boxes, places, whole]);
  useEffect(() => { if (lit && lit.side === at) near(lit.corners); }, [lit, at, near]);
  useEffect(() => {
    const node = frame.current, wheel = (event) => {
      if (!event.ctrlKey && view.scale === 1 && event.deltaY > 0) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
    };
    node.addEventListener("wheel", wheel, { passive: false });
    return () => node.removeEventListener("wheel", wheel);
  });
  const zoom = (factor, clientX, clientY, slow = false) => setView((old) => {
    const room = frame.current.getBoundingClientRect(), scale = inside(old.scale * factor, 1, 6), real = scale / old.scale;
    const px = clientX - room.left, py = clientY - room.top;
    return { slow, scale, x: inside(px - (px - old.x) * real, room.width * (1 - scale), 0), y: inside(py - (py - old.y) * real, room.height * (1 - scale), 0) };
  });
  const middle = (factor) => { const room = frame.current.getBoundingClientRect(); zoom(factor, room.left + room.width / 2, room.top + room.height / 2, true); };
  const down = (event) => { fingers.current.set(event.pointerId, event); if (view.scale > 1 || fingers.current.size > 1) event.currentTarget.setPointerCapture(event.pointerId); };
  const drag = (event) => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    fingers.current.set(event.pointerId, event);
    const [a, b] = [...fingers.current.values()];
    if (b) {
      const apart = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (pinch.current) zoom(apart / pinch.current, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
      pinch.current = apart;
    } else if (view.scale > 1) move({ x: view.x + event.clientX - before.clientX, y: view.y + event.clientY - before.clientY, slow: false });
  };
  const up = (event) => { fingers.current.delete(event.pointerId); pinch.current = null; };
  const points = useMemo(() => (lit && lit.side === at ? lit.corners.map((p) => p.join(",")).join(" ") : ""), [lit, at]);
  const fill = { position: "absolute", inset: 0, width: "100%", height: "100%" };
  return h("div", { className: look },
    h("div", {
      ref: frame, className: frameLook, style: { touchAction: view.scale > 1 ? "none" : "pan-y" },
      onPointerDown: down, onPointerMove: drag, onPointerUp: up, onPointerCancel: up, onDoubleClick: (event) => (view.scale > 1 ? whole() : zoom(2.5, event.clientX, event.clientY, true)),
    }, h("div", { style: { ...fill, transformOrigin: "0 0", transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`, transition: view.slow ? "transform .16s ease-out" : "none" } },
      shown[at] ? h("img", {
        src: `/api/v1/files/${shown[at]}`, alt: at ? words.back : words.front, draggable: false, style: { ...fill, objectFit: "contain" },
        onLoad: (event) => { const { naturalWidth: w, naturalHeight: t } = event.currentTarget; setNatural((old) => ({ ...old, [at]: [w, t] })); },
      }) : null,
      h("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "xMidYMid meet", style: { ...fill, pointerEvents: "none" }, "aria-hidden": true },
        points ? h("polygon", { points, "data-lit": "", fill: "var(--accent)", fillOpacity: 0.16, stroke: "var(--accent)", strokeWidth: 2.5, strokeLinejoin: "round", vectorEffect: "non-scaling-stroke" }) : null))),
    h("div", { className: barLook },
      shown.length > 1 ? h("div", { role: "group", "aria-label": words.sides, className: "flex gap-1" }, shown.map((file, place) =>
        h("button", { key: file, type: "button", className: tabLook, "aria-pressed": place === at, onClick: () => { setSide(place); setLit(null); whole(); } }, place ? words.back : words.front))) : null,
      h("span", { className: "flex-1" }),
      h("button", { type: "button", className: toolLook, "aria-label": words.smaller, title: words.smaller, disabled: view.scale <= 1, onClick: () => middle(1 / 1.6) }, "−"),
      h("button", { type: "button", className: toolLook, "aria-label": words.larger, title: words.larger, disabled: view.scale >= 6, onClick: () => middle(1.6) }, "+")));
}
