/* Puts a web form where this tag stands: an iframe of it, in the language of the page. It reads
   nothing of the page but its language, and stores nothing. */
(function () {
  "use strict";
  var tag = document.currentScript;
  var form = tag && tag.getAttribute("data-form");
  if (!form || !/^[0-9a-f-]{36}$/i.test(form)) return;
  var spoken = (tag.getAttribute("data-lang") || document.documentElement.lang || "").slice(0, 2);
  var language = { zh: "zh", en: "en" }[spoken.toLowerCase()];
  var frame = document.createElement("iframe");
  frame.src = new URL("/form/" + form + (language ? "?lang=" + language : ""), tag.src).href;
  frame.title = tag.getAttribute("data-title") || "";
  frame.loading = "lazy";
  frame.referrerPolicy = "origin";
  frame.style.cssText = "display:block;width:100%;border:0";
  frame.style.height = (parseInt(tag.getAttribute("data-height"), 10) || 720) + "px";
  tag.parentNode.insertBefore(frame, tag.nextSibling);
})();
