"""A new version of a report beside those that were read: what is new in a breakdown must not tell of a few people.

A breakdown that is safe by itself gives somebody away by what differs from the version before: one carer more, and one
member more in a network. So a breakdown changes when as many stand behind what is new as behind a cell that may be
shown (`meetings/disclosure.py`), and else stays as it was read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from meetings.disclosure import FEWEST_NETWORKS, FEWEST_PEOPLE
from meetings.lessons import Lessons
from meetings.perspectives import ThemePerspectives
from meetings.report import Held, NetworkFacts, Report, shown_members

Counts = Mapping[str, int]


def beside(report: Report, read: Sequence[Report]) -> Report:
    """The report as it may be shown to those who have `read` these versions, oldest first; `held` says what stays."""
    made = reduce(lambda new, hold: hold(new, read), (_members, _priorities, _lessons), replace(report, held=()))
    return replace(made, held=tuple(sorted(made.held)))


def _members(report: Report, read: Sequence[Report]) -> Report:
    own = [each for each in read if Held.MEMBERS not in each.held and shown_members(each)]
    if all(_enough_members(report, each) for each in own):
        return replace(report, members_seen=shown_members(report))
    return replace(report, members_seen=shown_members(read[-1]), held=(*report.held, Held.MEMBERS))


def _enough_members(report: Report, other: Report) -> bool:
    new, old = _by_perspective(report.networks), _by_perspective(other.networks)
    return all(_enough(new.get(each, {}), old.get(each, {}), same=True) for each in {*new, *old})


def _by_perspective(networks: Iterable[NetworkFacts]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for network in networks:
        for perspective, count in network.perspectives:
            found.setdefault(perspective, {})[network.slug] = count
    return found


def _enough(new: Counts, old: Counts, *, same: bool) -> bool:
    """Whether enough people of enough networks have come or gone; `same` where nobody has."""
    changes = [change for slug in {*new, *old} if (change := abs(new.get(slug, 0) - old.get(slug, 0)))]
    return (sum(changes) >= FEWEST_PEOPLE and len(changes) >= FEWEST_NETWORKS) if changes else same


def _priorities(report: Report, read: Sequence[Report]) -> Report:
    """Row by row, as each is protected by itself. Each network counts as one person, so a change counts networks."""
    earlier: dict[str, list[ThemePerspectives]] = {}
    for each in read:
        for row in each.priorities_seen:
            earlier.setdefault(row.theme, []).append(row)
    rows = tuple(
        row if all(_far(row, other) for other in earlier.get(row.theme, ())) else earlier[row.theme][-1]
        for row in report.priorities_seen
    )
    held = report.held if rows == report.priorities_seen else (*report.held, Held.PRIORITIES)
    return replace(report, priorities_seen=rows, held=held)


def _far(row: ThemePerspectives, other: ThemePerspectives) -> bool:
    pairs = zip(row.networks, other.networks, strict=True)
    return all(n == m or (n is not None and m is not None and abs(n - m) >= FEWEST_PEOPLE) for n, m in pairs)


def _lessons(report: Report, read: Sequence[Report]) -> Report:
    """The chapter as a whole: what is cited is new, or is not, as the counts are."""
    told = [each.lessons for each in read if each.lessons and each.lessons.shown]
    new = report.lessons
    if all(new == old or _enough(_answered(new), _answered(old), same=False) for old in told):
        return report
    return replace(report, lessons=told[-1], held=(*report.held, Held.LESSONS))


def _answered(lessons: Lessons | None) -> Counts:
    return dict(zip(lessons.networks, lessons.by_network, strict=False)) if lessons else {}
