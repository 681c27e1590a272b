"""What stands in the head of every page: manifest, icons, theme before the first paint."""

import reflex as rx

HEAD: list[rx.Component] = [
    rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
    rx.el.meta(name="color-scheme", content="light dark"),
    rx.el.meta(name="theme-color", content="#faf8f5"),
    rx.el.link(rel="icon", href="/icons/puer.svg", type="image/svg+xml"),
    rx.el.link(rel="apple-touch-icon", href="/icons/192.png"),
    rx.el.link(rel="manifest", href="/manifest.webmanifest"),
    # Not deferred: language and theme are set before anything is painted.
    rx.el.script(src="/js/early.js"),
    rx.el.script(src="/js/page.js", defer=True),
    rx.el.script(src="/js/keys.js", defer=True),
    rx.el.script(src="/js/swipe.js", defer=True),
]
