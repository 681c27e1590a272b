// Cards under the thumb: to the right presses [data-swipe-right], to the left [data-swipe-left].
(() => {
  const FAR = 96;
  let card = null, from = null;
  const put = (x) => { card.style.transform = x ? `translateX(${x}px) rotate(${x / 60}deg)` : ""; };
  const end = (event) => {
    if (!card) return;
    const way = event.type === "pointerup" ? event.clientX - from.x : 0, now = card;
    put(0);
    card.style.transition = "";
    card = from = null;
    if (Math.abs(way) > FAR) now.querySelector(way > 0 ? "[data-swipe-right]" : "[data-swipe-left]")?.click();
  };
  document.addEventListener("pointerdown", (event) => {
    const found = event.target.closest?.("[data-swipe]");
    if (!found || event.pointerType === "mouse" || event.target.closest("select, input")) return;
    from = { x: event.clientX, y: event.clientY, on: found };
  });
  document.addEventListener("pointermove", (event) => {
    if (!from) return;
    const x = event.clientX - from.x, y = event.clientY - from.y;
    if (!card) {
      if (Math.abs(y) > 24 && Math.abs(y) > Math.abs(x)) { from = null; return; }
      if (Math.abs(x) < 16) return;
      card = from.on;
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) card.style.transition = "none";
    }
    put(x);
  });
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, (event) => { end(event); from = null; });
})();
