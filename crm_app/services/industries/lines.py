"""Pure: the lines of the catalogue, read."""

from dataclasses import dataclass, field

from crm_app.services.custom_fields import FieldForm


@dataclass(frozen=True, slots=True)
class Line:
    """A field."""

    record: str
    kind: str
    key: str
    zh: str
    en: str
    more: str

    def form(self) -> FieldForm:
        """As an administrator would enter it; it stands in lists."""
        options = "\n".join(one.replace(":", " | ") for one in self.more.split(";"))
        return FieldForm(
            *(self.record, self.key, self.kind, self.zh, self.en),
            currency=self.more if self.kind == "money" else None,
            options=options if self.kind in ("choice", "multi") else None,
            formula=self.more if self.kind == "formula" else None,
            is_listed=True,
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A stage, and the task that comes with it; `task_zh` empty for none."""

    zh: str
    en: str
    probability: int
    task_zh: str
    task_en: str
    days: int


@dataclass(frozen=True, slots=True)
class Demo:
    """A customer with a person and a deal."""

    company: str
    person: str
    deal: str
    amount: str
    values: dict[str, str] = field(default_factory=dict)


def lines(text: str) -> tuple[Line, ...]:
    """The fields of a template."""
    return tuple(Line(*parts) for parts in _rows(text))


def steps(text: str) -> tuple[Step, ...]:
    """Its stages, in order."""
    return tuple(
        Step(zh, en, int(chance), task_zh, task_en, int((rest or ["0"])[0] or 0))
        for zh, en, chance, task_zh, task_en, *rest in _rows(text)
    )


def demos(text: str) -> tuple[Demo, ...]:
    """Its records."""
    return tuple(
        Demo(company, person, deal, amount, dict(one.split("=") for one in said.split(";") if one))
        for company, person, deal, amount, said in _rows(text)
    )


def _rows(text: str) -> list[list[str]]:
    return [line.strip().split("|") for line in text.strip().splitlines()]
