"""An import and its rows, made into what its screen shows."""

from typing import Any

from crm_app.services import imports
from crm_app.services.imports import BatchPage, GroupShown, RowShown
from crm_app.state.import_rows import (
    CellShown,
    Check,
    ColumnShown,
    GridRow,
    GroupRow,
    NoteLine,
    OneBatch,
)

# A field's key → its name in Chinese and English.
Labels = dict[str, tuple[str, str]]


def columns_shown(
    heads: list[str],
    samples: list[list[str]],
    mapping: dict[str, str],
    ways: dict[str, str],
    labels: Labels,
) -> list[ColumnShown]:
    """The columns of a file with samples and the field that each goes to; `mapping`: field → column."""
    named = {column: key for key, column in mapping.items()}
    return [
        ColumnShown(
            column,
            named.get(column, ""),
            _sampled(samples, place),
            ways.get(named.get(column, ""), ""),
            *labels.get(named.get(column, ""), ("", "")),
        )
        for place, column in enumerate(heads)
    ]


def _sampled(samples: list[list[str]], place: int) -> str:
    told = (row[place].strip()[:40] for row in samples[:8] if place < len(row))
    return " · ".join(dict.fromkeys(one for one in told if one))[:120]


def grid_row(
    row: RowShown, kind: str, heads: list[str], mapping: dict[str, str], labels: Labels
) -> GridRow:
    """A row with its verdict in both languages and the cells that it is about."""
    bad = {mapping.get(one.field, "") for one in row.reasons if one.field}
    cells = [
        CellShown(column, row.cells[place] if place < len(row.cells) else "", column in bad)
        for place, column in enumerate(heads)
    ]
    zh, en = (
        "; ".join(imports.sentence(one, language) for one in row.reasons)
        for language in ("zh", "en")
    )
    record = row.record or row.target
    state = "skip" if row.decision == "skip" else row.outcome or row.verdict
    can = row.verdict in ("duplicate", "junk") and not row.outcome and row.decision != "skip"
    return GridRow(
        row.number,
        state,
        zh,
        en,
        cells,
        [[*labels.get(name, (name, name)), *both] for name, both in row.before.items()],
        _page_of(kind, record) if record else "",
        can and row.verdict == "duplicate",
        can,
    )


def batch_shown(found: BatchPage, labels: Labels) -> OneBatch:
    """An import as a whole: how far it is, what was written, what proves it, what may be done."""
    row, report = found.row, found.report
    return OneBatch(
        public_id=row.public_id,
        kind=row.kind,
        name=row.name,
        state=row.state,
        owner=row.owner,
        progress=int(row.progress * 100),
        template=found.template,
        counts=row.counts,
        rows=report.get("rows", 0),
        may_undo=row.may_undo,
        undo_until=row.undo_until.isoformat() if row.undo_until else "",
        committed_at=row.committed_at.isoformat() if row.committed_at else "",
        written=report.get("written", 0),
        changed=report.get("changed", 0),
        good=report.get("good", True),
        checks=[_check(one, labels) for one in report.get("checks", [])],
        groups=[_group(one) for one in found.groups],
        has_tags="custom.tags" in found.mapping,
        kept=[
            {"name": one.name, "href": _page_of(f"{one.kind}s", one.record), "kind": one.kind}
            for one in found.kept
        ],
        rules=found.rules,
        rules_on=list(found.options.get("rules", [])),
        on_match=found.options.get("on_match") or "update",
        way=found.options.get("way") or "",
        notes=[
            NoteLine(*(imports.note_sentence(one, language) for language in ("zh", "en")))
            for one in found.notes
        ],
        sheets=found.sheets,
        sheet=found.sheet,
    )


def _check(one: dict[str, Any], labels: Labels) -> Check:
    zh, en = labels.get(one["field"], (one["field"], one["field"]))
    said = {name: str(one[name] or "-") for name in ("file", "taken", "left", "stored")}
    return Check(field_zh=zh, field_en=en, good=one["good"], **said)


def _group(one: GroupShown) -> GroupRow:
    zh, en = (imports.title_of(one.code, language) for language in ("zh", "en"))
    return GroupRow(one.verdict, one.code, one.count, zh, en)


def _page_of(kind: str, record: str) -> str:
    """Where a record is looked at; an activity where what it is about is."""
    return f"/open/activity/{record}" if kind.startswith("activit") else f"/{kind}/{record}"
