// Runs before the first paint: language, theme and sidebar as they were chosen last time.
(() => {
  const root = document.documentElement;
  let lang, theme, side;
  try { lang = localStorage.getItem("crm_lang"); theme = localStorage.getItem("crm_theme"); side = localStorage.getItem("crm_side"); } catch { /* private mode */ }
  lang ??= (navigator.language || "").toLowerCase().startsWith("zh") ? "zh" : "en";
  root.lang = lang === "zh" ? "zh-CN" : "en";
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.side = side === "narrow" ? "narrow" : "wide";
})();
