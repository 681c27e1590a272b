"""What screens and the API see of modules."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A part of the product. `is_on`: it is there; `waits_for`: the parts that it needs and that are
    off; `needed_by`: those that go with it; `records` is how much it keeps.
    """

    key: str
    is_on: bool
    waits_for: list[str] = field(default_factory=list)
    needed_by: list[str] = field(default_factory=list)
    records: int = 0


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the roll-out: its parts, whether all are on, and how many of the records that show its
    use there are, of those that are wanted.
    """

    key: str
    modules: list[str]
    is_on: bool
    done: int
    wanted: int
    is_used: bool
