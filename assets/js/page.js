// What every page needs outside React: language, theme, plain forms, keyboard, service worker.
(() => {
  const root = document.documentElement;
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode */ } };

  const crm = (window.crm = {
    language: () => (root.lang.startsWith("zh") ? "zh" : "en"),
    setLanguage(lang) {
      keep("crm_lang", lang);
      root.lang = lang === "zh" ? "zh-CN" : "en";
      document.cookie = `crm_lang=${lang};path=/;max-age=31536000;samesite=lax`;
      window.dispatchEvent(new Event("crm:language"));
    },
    // In this browser at once, and in the profile: for mail, notices and the next browser.
    chooseLanguage(lang) {
      crm.setLanguage(lang);
      fetch("/api/v1/profile", { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ language: lang }) }).catch(() => {});
    },
    toggleLanguage: () => crm.chooseLanguage(crm.language() === "zh" ? "en" : "zh"),
    // A browser that nobody has chosen a language in takes that of whoever signs in.
    async takeLanguage() {
      try { if (localStorage.getItem("crm_lang")) return; } catch { /* private mode */ }
      const me = await fetch("/api/v1/session").then((answer) => answer.json()).catch(() => ({}));
      if (me.language) crm.setLanguage(me.language);
    },
    toggleTheme() {
      const next = root.dataset.theme === "dark" ? "light" : "dark";
      root.dataset.theme = next;
      keep("crm_theme", next);
    },
    toggleSide() {
      const next = root.dataset.side === "narrow" ? "wide" : "narrow";
      root.dataset.side = next;
      keep("crm_side", next);
    },
    async signOut() {
      await fetch("/api/v1/session", { method: "DELETE" }).catch(() => {});
      try { sessionStorage.clear(); } catch { /* private mode */ }
      location.href = "/login/";
    },
  });

  // Without a network what is touched does nothing: that is said, and not left to be guessed.
  const line = () => { root.dataset.network = navigator.onLine ? "on" : "off"; };
  addEventListener("online", line);
  addEventListener("offline", line);
  line();

  // Messages go by themselves after data-note seconds, unless somebody is at them.
  const shownSince = new WeakMap();
  setInterval(() => {
    for (const note of document.querySelectorAll("[data-note]")) {
      if (!shownSince.has(note) || note.matches(":hover, :focus-within")) shownSince.set(note, Date.now());
      else if (Date.now() - shownSince.get(note) > note.dataset.note * 1000) note.querySelector("[data-note-close]")?.click();
    }
  }, 1000);

  // <a data-back> to a list: whoever came from it goes back to it, with its filters and its place.
  let before = "";
  const bare = (path) => path.replace(/\/+$/, "");
  const push = history.pushState.bind(history);
  history.pushState = (...given) => { before = bare(location.pathname); push(...given); };
  addEventListener("popstate", () => { before = ""; });
  document.addEventListener("click", (event) => {
    const back = event.target.closest?.("a[data-back]");
    if (!back || event.ctrlKey || event.metaKey || event.shiftKey || before !== bare(back.pathname)) return;
    event.preventDefault();
    history.back();
  }, true);

  // <button data-print>: the page on paper, without what is only to be pressed.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) print();
  });

  // <button data-more>: what is about to come into sight is pressed, once; each page has its own.
  const near = new IntersectionObserver((seen) => {
    for (const one of seen) if (one.isIntersecting) { near.unobserve(one.target); one.target.click(); }
  }, { rootMargin: "600px 0px" });

  // A refusal is brought into sight, above what stays at the foot of a sheet.
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      for (const more of node.querySelectorAll("[data-more]")) near.observe(more);
      const said = node.matches("[role=alert]") ? node : node.querySelector("[role=alert]");
      if (said?.textContent && said.offsetParent) said.scrollIntoView({ block: "nearest" });
    }
  }).observe(root, { childList: true, subtree: true });

  // A file for the record shown: <input type="file" data-attach="customer" data-attach-to="…">;
  // with data-puts="/address" it replaces what is there; with data-posts="/address" data-kind="…" it
  // becomes something of its own, whose page (data-then="/imports/") is next.
  document.addEventListener("change", async (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !(field.dataset.attach || field.dataset.puts || field.dataset.posts) || !field.files.length) return;
    const problem = field.form?.querySelector("[data-problem]"), body = new FormData();
    if (field.dataset.attach) {
      body.set("record_kind", field.dataset.attach);
      body.set("record_id", field.dataset.attachTo);
    }
    if (field.dataset.kind) body.set("kind", field.dataset.kind);
    body.set("file", field.files[0]);
    if (problem) problem.textContent = "";
    field.parentElement.setAttribute("aria-busy", "true");
    try {
      const [address, method] = field.dataset.puts ? [field.dataset.puts, "PUT"] : [field.dataset.posts || "/api/v1/files", "POST"];
      const answer = await fetch(address, { method, headers: { "accept-language": crm.language() }, body });
      if (!answer.ok && problem) problem.textContent = (await answer.json().catch(() => ({}))).detail || String(answer.status);
      if (answer.ok && field.dataset.then) location.assign(field.dataset.then + (await answer.json()).id);
    } catch {
      if (problem) problem.textContent = field.dataset.offline;
    }
    field.parentElement.removeAttribute("aria-busy");
    field.value = "";
  });

  // <button data-copy="id of a field" data-copied="…"> copies it; where the browser will not, it is selected.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]"), field = button && document.getElementById(button.dataset.copy);
    if (!field) return;
    field.select();
    try { await navigator.clipboard.writeText(field.value); } catch { return; }
    const words = button.lastChild, before = words.textContent;
    if (before === button.dataset.copied) return;
    words.textContent = button.dataset.copied;
    setTimeout(() => { words.textContent = before; }, 2000);
  });

  // Forms that work without the live connection: <form data-post="/api/v1/…" data-then="/…">.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.post) return;
    event.preventDefault();
    event.stopPropagation();
    const problem = form.querySelector("[data-problem]"), button = form.querySelector("[type=submit]");
    const values = Object.fromEntries(new FormData(form));
    const token = new URLSearchParams(location.search).get("token");
    if (token) values.token = token;
    if (problem) problem.textContent = "";
    button?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.post, {
        method: "POST",
        headers: { "content-type": "application/json", "accept-language": crm.language() },
        body: JSON.stringify(values),
      });
      if (answer.ok) {
        await crm.takeLanguage();
        try { sessionStorage.clear(); } catch { /* private mode */ }
        location.href = new URLSearchParams(location.search).get("next")?.match(/^\/(?!\/)[^\\]*$/)?.[0] ?? form.dataset.then;
        return;
      }
      const body = await answer.json().catch(() => ({}));
      const code = form.querySelector("[data-code]");
      if (body.code === "accounts.code_needed" && (!code || code.hidden)) {
        if (!code) { location.href = "/login/"; return; } // a password was set by a link: now both are asked
        code.hidden = false;
        code.querySelector("input").focus();
        return;
      }
      if (problem) problem.textContent = body.detail || body.title || String(answer.status);
      form.querySelector(code && !code.hidden ? "[name=code]" : "[type=password]")?.select();
    } catch {
      if (problem) problem.textContent = problem.dataset.offline;
    } finally {
      button?.removeAttribute("aria-busy");
    }
  }, true);

  // Before the first administrator there is only the set-up page, and afterwards no more of it.
  const here = bare(location.pathname);
  if (here === "/login" || here === "/setup") {
    fetch("/api/v1/setup").then((answer) => answer.json()).then(({ needed }) => {
      if (needed !== (here === "/setup")) location.replace(needed ? "/setup/" : `/login/${location.search}`);
    }).catch(() => {});
  }

  // Installable; a new version is announced, never forced under somebody's hands.
  if ("serviceWorker" in navigator) {
    addEventListener("load", async () => {
      const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => null);
      if (!registration) return;
      const offer = () => {
        if (!registration.waiting || !navigator.serviceWorker.controller) return;
        crm.waiting = registration.waiting;
        root.dataset.update = "ready";
      };
      offer();
      registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
      let reloaded = false;
      navigator.serviceWorker.addEventListener("controllerchange", () => {
        if (crm.waiting && !reloaded) { reloaded = true; location.reload(); }
      });
    });
  }
  crm.update = () => (crm.waiting ? crm.waiting.postMessage("update") : location.reload());

  // What is cut says itself whole when it is pointed at.
  document.addEventListener("pointerover", (event) => {
    const cut = event.target.closest?.(".truncate, .line-clamp-2");
    if (!cut || (cut.title && cut.dataset.cut === undefined)) return;
    const isCut = cut.scrollWidth > cut.clientWidth || cut.scrollHeight > cut.clientHeight + 1;
    if (isCut) { cut.title = cut.innerText; cut.dataset.cut = ""; }
    else if (cut.dataset.cut !== undefined) { cut.removeAttribute("title"); delete cut.dataset.cut; }
  });
})();
