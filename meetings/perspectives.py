"""Breakdowns by perspective in the national report, protected together so that none gives another's cell away.

A note has no person. At least one person stands behind the notes of a network from a perspective, so each pair of
network and perspective counts as one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from meetings.disclosure import Breakdown, Cell, protect
from meetings.programme import Perspective
from meetings.summary import Theme

MembersShown = tuple[tuple[Perspective, int | None], ...]


@dataclass(frozen=True, slots=True)
class ThemePerspectives:
    """A theme (id) and in how many networks each perspective stands behind it, in the order of `Perspective`; None
    is hidden."""

    theme: str
    networks: tuple[int | None, ...]


def members_by_perspective(networks: Mapping[str, Sequence[tuple[Perspective, int]]]) -> MembersShown:
    """Members over all networks (slugs), None where the count is hidden; empty when none can be shown.

    Somebody with two perspectives is taken for two people: the counts do not tell.
    """
    behind: dict[Perspective, set[tuple[str, str]]] = {}
    for slug, counts in networks.items():
        for perspective, count in counts:
            behind.setdefault(perspective, set()).update((slug, f"{perspective} {n}") for n in range(count))
    if len(behind) < 2:
        return ()
    cells = tuple(Cell(len(members), frozenset(members)) for members in behind.values())
    shown = protect(Breakdown(("members",), tuple(behind), (cells,))).cells[0]
    return tuple(zip(behind, shown, strict=True)) if any(shown) else ()


def themes_by_perspective(
    themes: Iterable[Theme], perspectives: Mapping[str, Perspective], members: MembersShown
) -> tuple[ThemePerspectives, ...]:
    """In how many networks notes of each perspective stand behind each theme; empty when no cell can be shown.

    `perspectives` is by note id; a note without one counts nowhere. `members` is the other table of the report: so
    many networks tell of as many members at least, so a perspective whose members are hidden there is hidden here.

    Each theme is protected by itself. Its row's total is taken as known, because it can be: a theme with as many
    notes as networks has no more pairs than that. A column's total stands nowhere and follows from nothing.
    """
    open_columns = {perspective for perspective, count in members if count is not None}
    rows = tuple(_row(theme, perspectives, open_columns) for theme in themes)
    return rows if any(any(row.networks) for row in rows) else ()


def _row(theme: Theme, perspectives: Mapping[str, Perspective], open_columns: set[Perspective]) -> ThemePerspectives:
    pairs = {(source.network, perspectives.get(source.note_id)) for source in theme.sources}
    cells = tuple(
        _cell(frozenset(pair for pair in pairs if pair[1] is perspective), hidden=perspective not in open_columns)
        for perspective in Perspective
    )
    shown = protect(Breakdown((theme.id,), tuple(Perspective), (cells,))).cells[0]
    return ThemePerspectives(theme.id, shown if any(shown) else (None,) * len(shown))


def _cell(pairs: frozenset[tuple[str, Perspective | None]], *, hidden: bool) -> Cell:
    """A cell that nobody is said to stand behind is never shown, and is no guard for another."""
    return Cell(len(pairs), frozenset() if hidden else frozenset((network, str(noted)) for network, noted in pairs))
