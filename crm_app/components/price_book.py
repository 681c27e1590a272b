"""One price book: head, prices with their tiers, a range of a spreadsheet pasted in."""

import reflex as rx

from crm_app.components.price_books import MAY_PRICE, book_sheet, state_badge, tier_line
from crm_app.components.text import both, day, money, t
from crm_app.components.ui.forms import (
    back_link,
    button,
    field,
    link,
    picker,
    problem_text,
    text_area,
    text_input,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import opens, save_actions, sheet, sheet_actions
from crm_app.components.ui.show import badge, empty, panel
from crm_app.services.price_books import EntryRow, PastedRow
from crm_app.state.price_book import BookRecord, TierDraft

_ROW = BookRecord.page.row
_IS_OPEN = MAY_PRICE & (_ROW.state != "over")


def book_head() -> rx.Component:
    """Name, when it counts, edit and paste."""
    return rx.el.header(
        rx.el.div(
            back_link(t("price_books.title"), "/settings/price-books"),
            rx.el.h1(both(_ROW.zh, _ROW.en), class_name="text-[20px] font-semibold"),
            rx.el.p(
                both(_ROW.said_zh, _ROW.said_en),
                " ",
                state_badge(_ROW.state),
                class_name="text-soft",
            ),
            class_name="flex-1 min-w-[220px]",
        ),
        rx.cond(
            _IS_OPEN,
            button(t("price_books.paste"), sign="clipboard-paste", custom_attrs=opens("paste")),
        ),
        rx.cond(MAY_PRICE, button(t("shell.edit"), sign="pencil", custom_attrs=opens("book"))),
        class_name="flex flex-wrap items-end gap-2 mb-4",
    )


def over_note() -> rx.Component:
    """Its period is closed."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        _ROW.state == "over",
        rx.el.p(
            icon("lock"),
            t("price_books.over_note", day=day(_ROW.valid_until)),
            class_name="flex items-start gap-2 rounded-lg bg-warn-soft text-warn px-3 py-2 mb-3",
        ),
    )


def book_prices() -> rx.Component:
    """A product a line with its tiers; the field that adds the next one."""
    return panel(
        rx.cond(
            BookRecord.page.prices.length() > 0,
            rx.el.ul(rx.foreach(BookRecord.page.prices, _entry), class_name="divide-y divide-line"),
            empty("tags", t("price_books.entries_none")),
        ),
        rx.cond(
            _IS_OPEN,
            rx.el.div(
                picker(
                    "product",
                    t("price_books.add_product"),
                    options=BookRecord.found,
                    on_search=BookRecord.find_products,
                    on_choose=BookRecord.start,
                    none=t("quotes.no_product"),
                    placeholder=t("price_books.add_product"),
                    key=f"add{BookRecord.added}",
                ),
                class_name="px-3 py-3 border-t border-line",
            ),
        ),
    )


def _entry(row: rx.vars.ObjectVar[EntryRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            link(
                both(row.zh, row.en),
                href=f"/products/{row.product}",
                class_name="font-medium hover:underline tap",
            ),
            rx.el.p(
                rx.el.span(row.code, class_name="tabular-nums"),
                " · ",
                t("price_books.list_price"),
                " ",
                money(row.list_price, row.list_currency),
                class_name="text-soft text-[13px]",
            ),
            class_name="min-w-0 flex-1 basis-[200px]",
        ),
        rx.cond(row.is_active, rx.fragment(), badge(t("price_books.withdrawn"), tone="warn")),
        rx.el.ul(
            rx.foreach(row.tiers, lambda tier: tier_line(tier, _ROW.currency, row.unit)),
            class_name="min-w-[230px]",
        ),
        rx.cond(_IS_OPEN, _entry_actions(row)),
        custom_attrs={"data-row": row.code},
        key=row.product,
        class_name="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 min-h-[52px]",
    )


def _entry_actions(row: rx.vars.ObjectVar[EntryRow]) -> rx.Component:
    return rx.el.span(
        button(
            sign="pencil",
            label=t("price_books.prices_of", name=row.code),
            tone="quiet",
            on_click=BookRecord.start(row.product),
        ),
        button(
            sign="trash-2",
            label=t("price_books.take_out"),
            tone="quiet",
            on_click=BookRecord.take_out(row.product, row.zh),
        ),
        class_name="flex shrink-0 ml-auto",
    )


def tiers_sheet() -> rx.Component:
    """The tiers of one product."""
    return sheet(
        "tiers",
        t("price_books.prices_of", name=BookRecord.product_name),
        rx.el.form(
            rx.el.div(
                rx.el.span(t("price_books.from_quantity"), class_name="flex-1"),
                rx.el.span(t("price_books.price"), " ", _ROW.currency, class_name="flex-1"),
                rx.el.span(class_name="w-[44px]"),
                aria_hidden="true",
                class_name="flex gap-2 text-soft text-[13px]",
            ),
            rx.el.ul(rx.foreach(BookRecord.tiers, _tier), class_name="space-y-2"),
            button(t("price_books.add_tier"), sign="plus", on_click=BookRecord.add_tier),
            rx.cond(BookRecord.at == "tiers", problem_text(BookRecord.problem)),
            save_actions(),
            reset_on_submit=False,
            on_submit=BookRecord.save_tiers,
            class_name="space-y-3",
        ),
        open=BookRecord.asking,
        on_close=BookRecord.stop,
    )


def _tier(tier: rx.vars.ObjectVar[TierDraft]) -> rx.Component:
    def cell(name: str) -> rx.Component:
        return text_input(
            default_value=getattr(tier, name),
            input_mode="decimal",
            aria_label=t(f"price_books.{name}"),
            on_change=lambda typed: BookRecord.type_tier(tier.key, name, typed),
            custom_attrs={"data-tier": name},
            class_name="flex-1 text-right tabular-nums",
        )

    return rx.el.li(
        cell("from_quantity"),
        cell("price"),
        button(
            sign="x",
            tone="quiet",
            label=t("price_books.tier_remove"),
            on_click=BookRecord.drop_tier(tier.key),
        ),
        key=tier.key,
        class_name="flex items-center gap-2",
    )


def edit_sheet() -> rx.Component:
    """The facts of the book."""
    return book_sheet(
        "book",
        t("price_books.edit"),
        _ROW,
        BookRecord.industries,
        on_submit=BookRecord.save,
        problem=rx.cond(BookRecord.at == "facts", problem_text(BookRecord.problem)),  # pyright: ignore[reportArgumentType]
        done=BookRecord.saved,
        key=_ROW.version.to_string(),
    )


def paste_sheet() -> rx.Component:
    """Paste, look at what was understood, import."""
    return sheet(
        "paste",
        t("price_books.paste"),
        rx.el.form(
            field(
                t("price_books.paste"),
                text_area(name="text", rows="6", custom_attrs={"data-focus": ""}),
                hint=t("price_books.paste_hint"),
            ),
            rx.cond(BookRecord.at == "paste", problem_text(BookRecord.problem)),
            rx.cond(BookRecord.pasted.length() > 0, _pasted()),
            sheet_actions(
                button(t("price_books.paste_check"), type="submit"),
                button(
                    t("price_books.paste_import", count=BookRecord.pasted.length()),
                    tone="primary",
                    disabled=(BookRecord.pasted.length() == 0) | (BookRecord.bad > 0),
                    on_click=BookRecord.paste,
                ),
            ),
            reset_on_submit=False,
            on_submit=BookRecord.check,
            class_name="space-y-3",
        ),
        done=BookRecord.saved,
        wide=True,
    )


def _pasted() -> rx.Component:
    return rx.el.ol(
        rx.foreach(BookRecord.pasted, _pasted_row),
        class_name="divide-y divide-line border border-line rounded-lg max-h-[320px] overflow-y-auto",
    )


def _pasted_row(row: rx.vars.ObjectVar[PastedRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            t("price_books.paste_line", line=row.line), class_name="text-faint w-16 shrink-0"
        ),
        rx.el.span(row.name, class_name="flex-1 min-w-[120px] truncate"),
        rx.el.span("≥ ", row.from_quantity, class_name="tabular-nums text-soft"),
        rx.el.span(row.price, class_name="tabular-nums font-medium"),
        rx.cond(
            row.problem_en != "",
            rx.el.span(both(row.problem_zh, row.problem_en), class_name="text-bad w-full"),
        ),
        key=row.line,
        class_name="flex flex-wrap items-center gap-x-3 px-3 py-2 text-[13px]",
    )
