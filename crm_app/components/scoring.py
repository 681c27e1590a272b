"""Scores with their reasons, on leads and deals, and the page that says what they rest on."""

from typing import Any

import reflex as rx

from crm_app.components.record import section
from crm_app.components.text import both, choice, moment, t
from crm_app.components.ui.forms import button, problem_text
from crm_app.components.ui.show import badge, panel, skeleton_rows
from crm_app.services.scoring import Bin, ModelCard, ReasonRow
from crm_app.state.scoring import ScoringScreen


def band_badge(band: Any, score: Any) -> rx.Component:
    """Band and score in a word and a number; nothing where there is none."""
    words = rx.fragment(
        choice("scoring.band", band), rx.el.span(score.to_string(), class_name="tabular-nums")
    )
    return rx.match(  # pyright: ignore[reportReturnType]
        band,
        ("", rx.fragment()),
        ("top", badge(words, tone="good")),
        badge(words),
    )


def score_section(title: str, score: Any, *hints: Any) -> rx.Component:
    """The score, what it rests on, and the reasons for and against."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        score.band != "",
        section(
            t(title),
            rx.cond(
                score.reasons.length() > 0,
                rx.el.ul(rx.foreach(score.reasons, reason_line), class_name="px-3 pb-1"),
                rx.el.p(t("scoring.no_reasons"), class_name="px-3 pb-1 text-faint"),
            ),
            rx.el.p(
                rx.cond(
                    score.learnt_version > 0,
                    t("scoring.learnt", number=score.learnt_version),
                    t("scoring.by_rules"),
                ),
                " ",
                *hints,
                class_name="px-3 pb-3 text-faint text-[12px]",
            ),
            action=band_badge(score.band, score.score),
        ),
    )


def reason_line(one: rx.vars.ObjectVar[ReasonRow]) -> rx.Component:
    """A reason in words; its points with their sign."""
    good = one.points.to(int) > 0
    return rx.el.li(
        rx.el.span(both(one.zh, one.en), class_name="flex-1 min-w-0 break-words"),
        rx.el.span(
            rx.el.span(rx.cond(good, t("scoring.for"), t("scoring.against")), class_name="sr-only"),
            rx.cond(good, "+", "−"),
            rx.cond(good, one.points.to(int), -one.points.to(int)),
            class_name=rx.cond(
                good, "text-good tabular-nums shrink-0", "text-bad tabular-nums shrink-0"
            ),
        ),
        key=one.feature,
        class_name="flex items-baseline gap-3 py-0.5",
    )


def train_button() -> rx.Component:
    """Learn now, in the background."""
    return button(t("scoring.train"), sign="graduation-cap", on_click=ScoringScreen.train)


def model_cards() -> rx.Component:
    """A card a kind: what is in use, how good it is, what is missing."""
    return rx.fragment(
        problem_text(ScoringScreen.problem),
        rx.cond(
            ScoringScreen.loaded,
            rx.el.div(
                rx.foreach(ScoringScreen.cards, _card),
                class_name="grid gap-4 lg:grid-cols-2 items-start",
            ),
            panel(skeleton_rows(4)),
        ),
        rx.el.p(t("scoring.enough_why"), class_name="text-faint text-[12px] mt-4 max-w-[760px]"),
    )


def _card(card: rx.vars.ObjectVar[ModelCard]) -> rx.Component:
    scored = (card.kind == "lead") | (card.kind == "deal")
    return panel(
        rx.el.div(
            rx.el.h2(
                choice("scoring.kind", card.kind), class_name="font-semibold flex-1 min-w-[160px]"
            ),
            rx.cond(
                card.outcome == "used",
                badge(choice("scoring.outcome", card.outcome), tone="good"),
                badge(
                    choice("scoring.outcome", card.outcome), class_name="!whitespace-normal !shrink"
                ),
            ),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.el.p(
            rx.cond(
                card.number.to(int) > 0,
                t("scoring.trained", number=card.number, at=moment(card.trained_at)),
                t("scoring.never"),
            ),
            class_name="text-faint text-[12px]",
        ),
        rx.el.p(
            rx.cond(
                scored,
                t(
                    "scoring.enough",
                    n=card.n,
                    won=card.won,
                    needed=card.needed,
                    rarer=card.needed_rarer,
                ),
                t("scoring.enough_labels", n=card.n, needed=card.needed),
            )
        ),
        rx.cond(card.tested_on.to(int) > 0, rx.cond(scored, _measured(card), _accuracy(card))),
        rx.cond(
            card.weights.length() > 0,
            rx.el.div(
                rx.el.h3(t("scoring.weights"), class_name="text-soft text-[13px] mb-1"),
                rx.el.ul(rx.foreach(card.weights, reason_line), class_name="lg:columns-2 gap-6"),
            ),
        ),
        key=card.kind,
        class_name="p-4 space-y-3",
        custom_attrs={"data-model": card.kind},
    )


def _measured(card: Any) -> rx.Component:
    figures = (
        ("auc", card.auc),
        ("auc_low", card.auc_low),
        ("auc_rules", card.auc_rules),
        ("brier", card.brier),
        ("brier_base", card.brier_base),
        ("brier_rules", card.brier_rules),
        ("base_rate", f"{card.base_rate}%"),
        ("later_rate", f"{card.later_rate}%"),
    )
    return rx.el.div(
        rx.el.p(
            t("scoring.measured", trained=card.trained_on, tested=card.tested_on, since=card.since),
            " ",
            rx.cond(
                card.calibrated_on.to(int) > 0,
                t("scoring.calibrated", n=card.calibrated_on),
                t("scoring.not_calibrated"),
            ),
            class_name="text-soft",
        ),
        _figures(figures),
        rx.el.table(
            rx.el.caption(t("scoring.bins"), class_name="text-left text-soft text-[13px] pb-1"),
            rx.el.thead(
                rx.el.tr(
                    *[
                        rx.el.th(
                            t(f"scoring.bin_{name}"),
                            scope="col",
                            class_name="text-right font-medium text-soft text-[12px] py-1",
                        )
                        for name in ("n", "foretold", "came")
                    ]
                )
            ),
            rx.el.tbody(rx.foreach(card.bins, _bin)),
            class_name="w-full tabular-nums",
        ),
        class_name="space-y-3",
    )


def _accuracy(card: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            t("scoring.measured_labels", trained=card.trained_on, tested=card.tested_on),
            class_name="text-soft",
        ),
        _figures(
            (
                ("accuracy", f"{card.accuracy}%"),
                ("rules_accuracy", f"{card.rules_accuracy}%"),
                ("common_rate", f"{card.base_rate}%"),
            )
        ),
        class_name="space-y-3",
    )


def _figures(figures: Any) -> rx.Component:
    return rx.el.dl(
        *[
            rx.el.div(
                rx.el.dt(t(f"scoring.{name}"), class_name="text-soft flex-1"),
                rx.el.dd(value, class_name="tabular-nums font-medium"),
                class_name="flex gap-3 py-1 border-b border-line last:border-0",
            )
            for name, value in figures
        ]
    )


def _bin(one: rx.vars.ObjectVar[Bin]) -> rx.Component:
    return rx.el.tr(
        *[
            rx.el.td(value, class_name="text-right py-1")
            for value in (one.n, f"{one.foretold}%", f"{one.came}%")
        ],
        class_name="border-t border-line",
    )
