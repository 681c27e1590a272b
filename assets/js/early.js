// Runs before the first paint: language, theme and sidebar as they were chosen last time.
(() => {
  const root = document.documentElement;
  let lang, theme, side;
  try { lang = localStorage.getItem("crm_lang"); theme = localStorage.getItem("crm_theme"); side = localStorage.getItem("crm_side"); } catch { /* private mode */ }
  // The page is painted by this cookie before anything runs here (api/headers.py): both say the same.
  const told = /(?:^|; )crm_lang=(zh|en)/.exec(document.cookie)?.[1];
  if (lang && lang !== told) document.cookie = `crm_lang=${lang};path=/;max-age=31536000;samesite=lax`;
  lang ??= told ?? ((navigator.language || "").toLowerCase().startsWith("zh") ? "zh" : "en");
  root.lang = lang === "zh" ? "zh-CN" : "en";
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.side = side === "narrow" ? "narrow" : "wide";
})();

// A page is painted before its scripts are there, and a button pressed in that moment would do
// nothing: the press is kept, shown as kept, and done as soon as somebody listens.
(() => {
  const CONTROL = "button, summary, [role=button], input[type=checkbox], input[type=radio]";
  const PATIENCE = 60000;
  // React leaves its mark on every element that it has taken over; the frame is one of the last.
  const awake = () => {
    const some = document.querySelector("main, form");
    return some !== null && Object.keys(some).some((key) => key.startsWith("__reactFiber"));
  };
  let kept = null, since = 0;
  const wait = () => {
    if (!awake() && performance.now() - since < PATIENCE) return setTimeout(wait, 50);
    removeEventListener("click", keep, true);
    // Its effects, which listen for sheets to open, run after it.
    setTimeout(() => {
      if (!kept) return;
      delete kept.dataset.kept;
      if (kept.isConnected) kept.click();
    }, 50);
  };
  const keep = (event) => {
    const control = event.target.closest?.(CONTROL);
    if (!control) return;
    if (awake()) return removeEventListener("click", keep, true);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (kept) delete kept.dataset.kept;
    else { since = performance.now(); wait(); }
    kept = control;
    kept.dataset.kept = "";
  };
  addEventListener("click", keep, true);
})();
