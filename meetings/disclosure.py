"""The small-group rule: a national breakdown shows no cell that points somebody out (domain.md, Small groups).

A cell shows when three people and two networks stand behind it, and when it gives no hidden cell away. Totals of
rows (a candidate's votes, all members) are no breakdown and stand in other places too, so they are taken as known;
totals of columns (a perspective's) are cells like any other.

A zero is hidden like one or two: "no politician chose this" tells of every politician. It shows only where the whole
row is zero, as the row's own total says so already.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST_PEOPLE = 3
FEWEST_NETWORKS = 2

Place = tuple[int, int]
Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and who stands behind it, each as (network, a key that is unique in it). Keys never leave `protect`.

    Raises ValueError on a negative count.
    """

    count: int = 0
    behind: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError("a count is never negative")

    @property
    def people(self) -> int:
        """How many people stand behind the cell."""
        return len(self.behind)

    @property
    def networks(self) -> int:
        """How many networks they belong to."""
        return len({network for network, _ in self.behind})

    @property
    def safe(self) -> bool:
        """True when the cell by itself is large enough to be shown."""
        return self.people >= FEWEST_PEOPLE and self.networks >= FEWEST_NETWORKS


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Rows × columns with a cell each, before it is protected. Raises ValueError unless there are two columns and
    a cell for every row and column: a lone column is its row's total."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if len(self.columns) < 2:
            raise ValueError("a breakdown has at least two columns")
        if len(self.cells) != len(self.rows) or any(len(row) != len(self.columns) for row in self.cells):
            raise ValueError("a breakdown has a cell for every row and column")


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be shown: None is a hidden cell, whether it is small itself or guards another."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int | None, ...]
    total: int


def protect(table: Breakdown) -> Protected:
    """Hide every cell that is too small, and as few others as keep it hidden.

    Afterwards no hidden cell can be computed from what is shown by somebody who knows that counts are whole and not
    negative, and what is hidden together in a row or column is as large as a cell that may be shown, unless the whole
    row is hidden. The same table gives the same answer.
    """
    grid = _Grid((*table.cells, _totals(table)))
    hidden = grid.hide()
    shown = [
        tuple(None if (i, j) in hidden else cell.count for j, cell in enumerate(row)) for i, row in enumerate(grid.rows)
    ]
    sums = [sum(cell.count for cell in row) for row in grid.rows]
    return Protected(table.rows, table.columns, tuple(shown[:-1]), tuple(sums[:-1]), shown[-1], sums[-1])


def _totals(table: Breakdown) -> tuple[Cell, ...]:
    columns = zip(*table.cells, strict=True) if table.cells else ((),) * len(table.columns)
    return tuple(_together(column) for column in columns)


def _together(cells: Sequence[Cell]) -> Cell:
    return Cell(sum(cell.count for cell in cells), frozenset[tuple[str, str]]().union(*(c.behind for c in cells)))


class _Grid:
    """The cells with the columns' totals as the last row.

    Rows add up to known totals, and each column's cells to its last. That is a flow from rows over columns to the last
    row, so a hidden cell may have another value exactly when some of the flow can go round a circle through it.
    """

    def __init__(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        self.rows = rows
        self.last = len(rows) - 1
        self.places = [(i, j) for i, row in enumerate(rows) if any(cell.count for cell in row) for j in range(len(row))]

    def hide(self) -> frozenset[Place]:
        """The places to hide: grown until nothing is given away, then cut to what is needed."""
        small = frozenset(place for place in self.places if not self._cell(place).safe)
        hidden = small
        while guards := next(self._faults(hidden), None):
            hidden |= {min(guards, key=lambda place: self._cost(place, hidden))}
        for place in sorted(hidden - small, key=lambda place: (-self._cell(place).count, place)):
            if next(self._faults(hidden - {place}), None) is None:
                hidden -= {place}
        return hidden

    def _cell(self, place: Place) -> Cell:
        return self.rows[place[0]][place[1]]

    def _cost(self, place: Place, hidden: frozenset[Place]) -> tuple[bool, int, Place]:
        """A cell whose column already hides one seldom needs a further guard; then the smallest tells the least."""
        return not any(j == place[1] for _, j in hidden), self._cell(place).count, place

    def _faults(self, hidden: frozenset[Place]) -> Iterator[list[Place]]:
        """For each thing given away: the shown cells of which one must be hidden, the nearest if there are any."""
        shown = [place for place in self.places if place not in hidden]
        for line in self._lines():
            veiled = [place for place in line if place in hidden]
            guards = [place for place in line if place in shown]
            alone = len(veiled) == 1
            if veiled and guards and (alone or not _together([self._cell(place) for place in veiled]).safe):
                yield guards
        arcs = self._arcs(hidden)
        for i, j in sorted(hidden):
            if not self._can_vary((i, j), arcs):
                yield [place for place in shown if place[0] == i or place[1] == j] or shown

    def _lines(self) -> Iterator[list[Place]]:
        yield from ([place for place in self.places if place[0] == i] for i in range(self.last + 1))
        yield from ([place for place in self.places if place[1] == j] for j in range(len(self.rows[0])))

    def _arcs(self, hidden: frozenset[Place]) -> dict[Node, set[Node]]:
        """Where flow can move: along a hidden cell always, against it while it holds something."""
        arcs: dict[Node, set[Node]] = {}
        for place in hidden:
            start, end = self._ends(place)
            arcs.setdefault(start, set()).add(end)
            if self._cell(place).count:
                arcs.setdefault(end, set()).add(start)
        return arcs

    def _ends(self, place: Place) -> tuple[Node, Node]:
        row, column = ("row", place[0]), ("column", place[1])
        return (column, row) if place[0] == self.last else (row, column)

    def _can_vary(self, place: Place, arcs: dict[Node, set[Node]]) -> bool:
        start, end = self._ends(place)
        more = _reaches(end, start, arcs)
        return more or (self._cell(place).count > 0 and _reaches(start, end, arcs))


def _reaches(start: Node, goal: Node, arcs: dict[Node, set[Node]]) -> bool:
    """Whether a way leads from start to goal, other than the direct one."""
    seen, ahead = {start}, [node for node in arcs.get(start, ()) if node != goal]
    while ahead:
        node = ahead.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            ahead += arcs.get(node, ())
    return False
