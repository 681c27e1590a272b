"""Who may be the customer or the contact of a note."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """A candidate: the name to note, where it stands, and how likely it is the one."""

    name: str
    start: int
    end: int
    worth: float
    sure: float

    def over(self, other: "Party") -> bool:
        """Whether both are said with the same words."""
        return self.start < other.end and other.start < self.end
