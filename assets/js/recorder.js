// A spoken note: recorded in the browser's own format, kept on the device until the server has it.
import { createElement as h, useCallback, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Mic, Pause, Play, Square, Trash2 } from "lucide-react";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const LONGEST = 590, SHORTEST = 0.5, HOLD = 450, KEEP_EVERY = 5;
const newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16)).join("");
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;

// The shelf: recordings that the server does not have yet, on this device, by whoever spoke them.
const shelf = () => new Promise((done, fail) => {
  const asked = indexedDB.open("puer-recordings", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("notes", { keyPath: "key" });
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});
const onShelf = async (mode, use) => {
  const db = await shelf();
  try {
    return await new Promise((done, fail) => {
      const deal = db.transaction("notes", mode), asked = use(deal.objectStore("notes"));
      deal.oncomplete = () => done(asked.result);
      deal.onabort = () => fail(deal.error);
    });
  } finally { db.close(); }
};
const keep = (item) => onShelf("readwrite", (notes) => notes.put(item)).then(() => true, () => false);
const forget = (key) => onShelf("readwrite", (notes) => notes.delete(key)).catch(() => {});
const kept = (owner) => onShelf("readonly", (notes) => notes.getAll()).then((all) => all.filter((item) => item.owner === owner), () => []);

async function send(item, words) {
  const body = new FormData();
  body.append("audio", item.sound, item.name);
  for (const [name, value] of Object.entries({ ...item.about, language: item.language, spoken_at: item.at })) if (value) body.append(name, value);
  try {
    const answer = await fetch("/api/v1/voice-notes", { method: "POST", body, headers: { "idempotency-key": item.key } });
    const said = await answer.json().catch(() => ({}));
    // What is wrong with the sound stays wrong; what is wrong with the session or the line may pass.
    const refused = [400, 413, 415, 422].includes(answer.status);
    return answer.ok ? { id: said.id } : { problem: said.detail || words.failed, refused };
  } catch {
    return { problem: words.offline };
  }
}

export function Recorder({ owner, about, words, look, buttonLook, ringLook, smallLook, choiceLook, problemLook, itemLook }) {
  const [phase, setPhase] = useState("starting"), [seconds, setSeconds] = useState(0), [problem, setProblem] = useState(""), [waiting, setWaiting] = useState([]);
  const [language, setLanguage] = useState(""), ring = useRef(null), here = useRef(true), take = useRef(null), pressed = useRef(0), now = useRef({});
  now.current = { words, owner, language, navigate: useNavigate() }; // what callbacks of an earlier drawing read

  const refresh = useCallback(async () => {
    const all = await kept(now.current.owner);
    if (here.current) setWaiting((old) => all.filter((item) => item.key !== take.current?.item.key).map((item) => {
      const known = old.find((one) => one.key === item.key);
      return { ...item, problem: known?.problem, address: known?.address ?? URL.createObjectURL(item.sound) };
    }));
  }, []);

  const deliver = useCallback(async (item) => {
    if (here.current) { setPhase("sending"); setProblem(""); }
    const onDisk = await keep(item), answer = await send(item, now.current.words);
    if (answer.id) {
      await forget(item.key);
      if (here.current) now.current.navigate(`/voice/${answer.id}`);
      return;
    }
    // A file that was refused is still where it was chosen: only what was spoken here is kept here.
    if (answer.refused && item.chosen) await forget(item.key);
    if (!here.current) return;
    setPhase("idle");
    if (answer.refused && item.chosen) { setProblem(`${item.name}: ${answer.problem}`); return; }
    await refresh();
    setWaiting((all) => (all.some((one) => one.key === item.key) ? all : [...all, { ...item, address: URL.createObjectURL(item.sound) }])
      .map((one) => (one.key === item.key ? { ...one, problem: answer.problem } : one)));
    setProblem(onDisk ? "" : now.current.words.only_here);
  }, [refresh]);

  // What lay here from before goes out by itself, once there is a connection.
  useEffect(() => {
    const online = async () => { if (!take.current) for (const item of await kept(now.current.owner)) await deliver(item); };
    const leave = (event) => { if (take.current) event.preventDefault(); };
    here.current = true;
    setPhase("idle"); // the page was drawn before it could hear a tap
    addEventListener("online", online);
    addEventListener("beforeunload", leave);
    return () => {
      here.current = false;
      removeEventListener("online", online);
      removeEventListener("beforeunload", leave);
      take.current?.finish(); // gone to another page: what was said is sent all the same
    };
  }, [deliver]);
  useEffect(() => { if (owner) refresh(); }, [owner, refresh]);

  const start = async () => {
    setProblem("");
    if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === "undefined") { setProblem(isSecureContext ? words.unsupported : words.insecure); return; }
    setPhase("asking");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
    } catch (error) {
      setPhase("idle");
      setProblem({ NotAllowedError: words.denied, SecurityError: words.denied, NotFoundError: words.no_microphone }[error.name] ?? words.busy);
      return;
    }
    const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one)) ?? "";
    const recorder = new MediaRecorder(stream, { ...(kind ? { mimeType: kind } : {}), audioBitsPerSecond: 32000 });
    const pieces = [], item = { key: newKey(), owner, about, at: new Date().toISOString(), name: `note.${kind.includes("mp4") ? "m4a" : kind.includes("ogg") ? "ogg" : "webm"}` };
    const whole = () => ({ ...item, language: now.current.language, sound: new Blob(pieces, { type: recorder.mimeType.split(";")[0] }), seconds: take.current?.spent() ?? 0 });
    const level = meter(stream, (value) => { if (ring.current) ring.current.style.transform = `scale(${1 + value * 0.55})`; });
    let lock = null;
    navigator.wakeLock?.request("screen").then((one) => { lock = one; }, () => {});
    let spent = 0, since = performance.now();
    const taken = take.current = {
      recorder, item, dropped: false,
      spent: () => spent + (recorder.state === "recording" ? (performance.now() - since) / 1000 : 0),
      pause() { spent = this.spent(); recorder.pause(); setPhase("paused"); },
      resume() { since = performance.now(); recorder.resume(); setPhase("recording"); },
      finish() { if (recorder.state !== "inactive") { spent = this.spent(); recorder.stop(); } },
    };
    const timer = setInterval(() => {
      if (here.current) setSeconds(taken.spent());
      if (taken.spent() > LONGEST) taken.finish();
    }, 200);
    recorder.ondataavailable = (event) => {
      if (event.data.size) pieces.push(event.data);
      if (pieces.length % KEEP_EVERY === 0 && recorder.state !== "inactive") keep(whole());
    };
    recorder.onstop = async () => {
      clearInterval(timer);
      level();
      lock?.release();
      stream.getTracks().forEach((track) => track.stop());
      const done = { ...whole(), seconds: spent }, dropped = taken.dropped;
      take.current = null;
      if (here.current) { setPhase("idle"); setSeconds(0); }
      if (dropped) { await forget(item.key); return; }
      if (done.seconds < SHORTEST || !done.sound.size) { await forget(item.key); if (here.current) setProblem(now.current.words.too_short); return; }
      deliver(done);
    };
    recorder.start(1000);
    if (!here.current) { taken.finish(); return; }
    setSeconds(0);
    setPhase("recording");
  };
  const stop = () => take.current?.finish();
  const toggle = () => (take.current ? stop() : phase === "idle" && start());

  // A short tap starts and the next one stops; held down, it stops when it is let go.
  const down = (event) => {
    if (event.button) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pressed.current = take.current ? 0 : event.timeStamp;
    toggle();
  };
  // By the moment of the touch: a busy phone may tell of it late.
  const up = (event) => { if (pressed.current && take.current && event.timeStamp - pressed.current > HOLD && take.current.spent() > 0.3) stop(); pressed.current = 0; };
  const upload = (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) deliver({ key: newKey(), owner, about, at: new Date(file.lastModified || Date.now()).toISOString(), name: file.name, language, sound: file, seconds: 0, chosen: true });
  };
  const live = phase === "recording" || phase === "paused";
  return h("div", { className: look, "data-phase": phase },
    h("fieldset", { className: "flex flex-wrap justify-center gap-1" }, h("legend", { className: "sr-only" }, words.language),
      [["", words.auto], ["zh", "中文"], ["en", "English"]].map(([value, name]) => h("label", { key: value, className: choiceLook },
        h("input", { type: "radio", name: "note-language", value, checked: language === value, onChange: () => setLanguage(value), className: "sr-only" }), name))),
    h("p", { role: "timer", className: "text-[32px] leading-none tabular-nums", "aria-label": words.time }, clock(seconds)),
    h("div", { className: "relative grid place-items-center w-44 h-44" },
      h("span", { ref: ring, "aria-hidden": true, className: ringLook, hidden: phase !== "recording" }),
      h("button", {
        type: "button", className: buttonLook, "aria-label": live ? words.stop : words.start, "aria-pressed": live, "aria-disabled": ["starting", "asking", "sending"].includes(phase),
        onPointerDown: down, onPointerUp: up, onPointerCancel: up, onContextMenu: (event) => event.preventDefault(),
        onClick: (event) => { if (event.detail === 0) toggle(); }, style: { touchAction: "none", userSelect: "none", WebkitUserSelect: "none" },
      }, h(live ? Square : Mic, { size: 44, "aria-hidden": true, fill: live ? "currentColor" : "none" }))),
    h("p", { role: "status", className: "text-soft text-center min-h-[1.5em]" }, words[`phase_${phase}`]),
    h("div", { className: "flex gap-2 justify-center min-h-[44px]" },
      live ? h("button", { type: "button", className: smallLook, onClick: () => (phase === "paused" ? take.current.resume() : take.current.pause()) },
        h(phase === "paused" ? Play : Pause, { size: 18, "aria-hidden": true }), phase === "paused" ? words.resume : words.pause) : null,
      live ? h("button", { type: "button", className: smallLook, onClick: () => { take.current.dropped = true; stop(); } }, h(Trash2, { size: 18, "aria-hidden": true }), words.discard) : null,
      phase === "idle" ? h("label", { className: smallLook }, h("input", { type: "file", accept: "audio/*,video/mp4,video/webm,.m4a,.amr", "aria-label": words.upload, className: "sr-only", onChange: upload }), words.upload) : null),
    problem ? h("p", { role: "alert", className: problemLook }, problem) : null,
    waiting.map((item) => h("div", { key: item.key, className: itemLook },
      h("p", { className: "font-medium" }, words.unsent),
      item.problem ? h("p", { role: "alert", className: "text-bad" }, item.problem) : null,
      h("audio", { controls: true, src: item.address, className: "w-full h-11", "aria-label": words.unsent }),
      h("div", { className: "flex gap-2" },
        h("button", { type: "button", className: smallLook, disabled: phase !== "idle", onClick: () => deliver(item) }, words.again),
        h("button", { type: "button", className: smallLook, onClick: async () => { await forget(item.key); setWaiting((all) => all.filter((one) => one.key !== item.key)); } }, words.discard)))));
}

// Loudness (0..1) to `show`, as often as the screen is drawn; returns what ends it.
function meter(stream, show) {
  const Sound = window.AudioContext ?? window.webkitAudioContext;
  if (!Sound) return () => {};
  const context = new Sound(), look = context.createAnalyser(), wave = new Uint8Array(512);
  look.fftSize = 512;
  context.createMediaStreamSource(stream).connect(look);
  let next = 0;
  const draw = () => {
    look.getByteTimeDomainData(wave);
    let sum = 0;
    for (const value of wave) sum += ((value - 128) / 128) ** 2;
    show(Math.min(1, Math.sqrt(sum / wave.length) * 4));
    next = requestAnimationFrame(draw);
  };
  draw();
  return () => { cancelAnimationFrame(next); context.close(); };
}

// What was just opened below the edge of the screen comes into view, above the bar that confirms.
export function Reveal({ shown, look, children }) {
  const box = useRef(null);
  useEffect(() => { if (shown) box.current?.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" }); }, [shown]);
  return h("div", { ref: box, className: look }, children);
}
