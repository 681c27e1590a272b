// Language of the page and everything that is written in it. Shared by all components.
import { useSyncExternalStore } from "react";

const listeners = new Set();
const read = () => (document.documentElement.lang.startsWith("zh") ? "zh" : "en");
// React wakes a page in the words in which it was painted (components/english.mjs), then asks `read`.
const painted = () => (typeof document === "undefined" ? globalThis.crmPainted : document.documentElement.dataset.painted) ?? "zh";

export function useLanguage() {
  return useSyncExternalStore(
    (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    read,
    painted,
  );
}

if (typeof window !== "undefined") {
  window.addEventListener("crm:language", () => listeners.forEach((listener) => listener()));
}

const locale = (lang) => (lang === "zh" ? "zh-CN" : "en-GB");
const SIGN = { CNY: "¥", USD: "$", EUR: "€", GBP: "£", JPY: "JP¥", HKD: "HK$", TWD: "NT$", SGD: "S$" };
const WHOLE = new Set(["JPY", "KRW"]); // no cents
const MILLS = new Set(["KWD", "BHD"]); // a thousand parts
const cache = new Map();
const cached = (key, make) => { if (!cache.has(key)) cache.set(key, make()); return cache.get(key); };
const figures = (lang, places) =>
  cached(`n${lang}${places}`, () => new Intl.NumberFormat(locale(lang), { minimumFractionDigits: places, maximumFractionDigits: places }));
const sign = (currency) => SIGN[currency] ?? `${currency} `;
const trimmed = (n) => String(Number(n.toFixed(n < 10 ? 2 : 1)));
const startOfDay = (d) => new Date(d.getFullYear(), d.getMonth(), d.getDate());
// A bare date is that calendar day wherever one is; a moment is shown in the browser's zone.
const parse = (iso) => (/^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00`) : new Date(iso.includes(" ") ? iso.replace(" ", "T") : iso));

export const crmFormat = {
  money(lang, amount, currency) {
    if (amount === null || amount === undefined || amount === "") return "";
    // The digits are those of the exact string; only separators are added.
    const [whole, part = ""] = String(amount).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
    const cents = WHOLE.has(currency) && !Number(part) ? "" : `.${part.padEnd(MILLS.has(currency) ? 3 : 2, "0")}`;
    return `${whole.startsWith("-") ? "-" : ""}${sign(currency)}${grouped.replace("-", "")}${cents}`;
  },
  shortMoney(lang, amount, currency) {
    if (amount === null || amount === undefined || amount === "") return "";
    const n = Number(amount), size = Math.abs(n);
    if (lang === "zh") {
      if (size >= 1e8) return `${sign(currency)}${trimmed(n / 1e8)}亿`;
      if (size >= 1e4) return `${sign(currency)}${trimmed(n / 1e4)}万`;
    } else {
      if (size >= 1e6) return `${sign(currency)}${trimmed(n / 1e6)}m`;
      if (size >= 1e4) return `${sign(currency)}${trimmed(n / 1e3)}k`;
    }
    return `${sign(currency)}${figures(lang, 0).format(n)}`;
  },
  number: (lang, value) => (value === null || value === undefined || value === "" ? "" : cached(`g${lang}`, () => new Intl.NumberFormat(locale(lang))).format(Number(value))),
  percent: (lang, value) => (value === null || value === undefined || value === "" ? "" : `${trimmed(Number(value))} %`),
  day(lang, iso) {
    if (!iso) return "";
    const date = parse(iso), same = date.getFullYear() === new Date().getFullYear();
    return cached(`d${lang}${same}`, () => new Intl.DateTimeFormat(locale(lang), { month: "short", day: "numeric", ...(same ? {} : { year: "numeric" }) })).format(date);
  },
  // Read from the clock of the browser: a page built yesterday must not say so.
  today: (lang) => cached(`t${lang}`, () => new Intl.DateTimeFormat(locale(lang), { month: "long", day: "numeric", weekday: "long" })).format(new Date()),
  moment(lang, iso) {
    if (!iso) return "";
    return cached(`m${lang}`, () => new Intl.DateTimeFormat(locale(lang), { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" })).format(parse(iso));
  },
  ago(lang, iso) {
    if (!iso) return "";
    const date = parse(iso), minutes = Math.round((date - Date.now()) / 6e4);
    const days = Math.round((startOfDay(date) - startOfDay(new Date())) / 864e5);
    const relative = cached(`r${lang}`, () => new Intl.RelativeTimeFormat(locale(lang), { numeric: "auto" }));
    if (days === 0 && /T|\s/.test(iso)) {
      if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
      return relative.format(Math.round(minutes / 60), "hour");
    }
    if (Math.abs(days) < 31) return relative.format(days, "day");
    if (Math.abs(days) < 365) return relative.format(Math.round(days / 30.4), "month");
    return relative.format(Math.round(days / 365), "year");
  },
};
