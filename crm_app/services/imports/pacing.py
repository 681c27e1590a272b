"""How far the writing of an import is: rows packed, rows written, known records changed."""

from collections.abc import Callable

Progress = Callable[[float], object]
_MOST = 0.99  # the rest is the commit, which nobody sees from inside


class Pace:
    """Counts rows through their stages; a new row is packed, then written, and each is half of it."""

    def __init__(self, progress: Progress, new: int, known: int) -> None:
        self._progress, self._new = progress, new
        self._whole = max(1, 2 * new + 2 * known)
        self._packed = self._written = self._changed = 0

    def packed(self, rows: int) -> None:
        """Some rows are made ready."""
        self._packed = min(self._new, self._packed + rows)
        self._show()

    def written(self, rows: int) -> None:
        """Some rows are in the database, though not yet for good."""
        self._written = min(self._new, self._written + rows)
        self._show()

    def changed(self, rows: int) -> None:
        """Some known records have their new values."""
        self._changed += rows
        self._show()

    def _show(self) -> None:
        done = self._packed + self._written + 2 * self._changed
        self._progress(min(_MOST, done / self._whole))
