"""Breakdowns by perspective: true where they show, and no hidden cell follows from one table or from both."""

from collections.abc import Iterator
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from meetings.disclosure import FEWEST_PEOPLE
from meetings.notes import Source
from meetings.perspectives import MembersShown, ThemePerspectives, members_by_perspective, themes_by_perspective
from meetings.programme import Gathers, Perspective
from meetings.summary import Theme
from tests.meetings.test_disclosure import ways

CARER, PRACTITIONER, POLITICIAN, MANAGER, CIVIL = Perspective
PLENTY: MembersShown = tuple((perspective, 20) for perspective in Perspective)
NETWORKS = ("norr", "söder", "väster", "öster")

Noted = list[tuple[str, Perspective | None]]


def theme_of(noted: Noted, key: str = "t") -> tuple[Theme, dict[str, Perspective]]:
    """A theme with a note for each (network, perspective), and the perspectives by note id."""
    sources = tuple(Source(f"{key}{n}", network, 4, n + 1, 1) for n, (network, _) in enumerate(noted))
    seen = {f"{key}{n}": perspective for n, (_, perspective) in enumerate(noted) if perspective}
    return Theme(key, 1, "first", Gathers.PRIORITY, "Tema", "", "", sources), seen


def shown(*noted: Noted, members: MembersShown = PLENTY) -> tuple[ThemePerspectives, ...]:
    made = [theme_of(notes, f"t{n}.") for n, notes in enumerate(noted)]
    seen = {note_id: perspective for _, more in made for note_id, perspective in more.items()}
    return themes_by_perspective([theme for theme, _ in made], seen, members)


def from_all(*perspectives: Perspective, networks: tuple[str, ...] = NETWORKS) -> Noted:
    return [(network, perspective) for perspective in perspectives for network in networks]


def test_a_cell_tells_in_how_many_networks_a_perspective_stands_behind_the_theme() -> None:
    (row,) = shown([*from_all(*Perspective), ("norr", CARER), ("norr", CARER), ("söder", None)])
    assert row.networks == (4, 4, 4, 4, 4)


def test_three_networks_are_needed() -> None:
    most = [CARER, PRACTITIONER, POLITICIAN]
    (row,) = shown([*from_all(*most), *from_all(MANAGER, CIVIL, networks=NETWORKS[:2])])
    assert row.networks == (4, 4, 4, None, None)
    assert shown(from_all(CARER, PRACTITIONER, networks=NETWORKS[:2])) == ()


def test_a_lone_small_cell_takes_another_with_it() -> None:
    (row,) = shown([*from_all(CARER, PRACTITIONER, POLITICIAN, MANAGER), ("norr", CIVIL)])
    assert row.networks == (None, 4, 4, 4, None)


def test_a_theme_of_one_perspective_alone_is_hidden_as_the_others_would_be_known_to_be_none() -> None:
    assert shown(from_all(CARER)) == ()


def test_each_theme_is_protected_by_itself() -> None:
    rows = shown(from_all(*Perspective), [("norr", CARER)])
    assert [row.networks for row in rows] == [(4,) * 5, (None,) * 5]
    assert [row.theme for row in rows] == ["t0.", "t1."]


def test_notes_without_a_perspective_count_nowhere() -> None:
    assert shown([(network, None) for network in NETWORKS]) == ()
    (row,) = shown([*from_all(*Perspective), *((network, None) for network in NETWORKS)])
    assert row.networks == (4,) * 5


def test_a_perspective_whose_members_are_hidden_is_hidden_here_too() -> None:
    """Politicians of four networks are four at least: with four members hidden together, no manager would be left."""
    members = members_by_perspective(dict.fromkeys(NETWORKS, ((CARER, 5), (POLITICIAN, 1), (MANAGER, 0))))
    assert members == ((CARER, 20), (POLITICIAN, None), (MANAGER, None))
    assert shown(from_all(*Perspective), members=members) == ()
    members = tuple((p, None if p in (POLITICIAN, MANAGER) else 20) for p in Perspective)
    (row,) = shown(from_all(*Perspective), members=members)
    assert row.networks[2:4] == (None, None)
    assert row.networks.count(4) == 2


def test_without_the_members_nothing_is_shown() -> None:
    assert shown(from_all(*Perspective), members=()) == ()


def test_the_same_notes_in_another_order_give_the_same() -> None:
    notes = [*from_all(*Perspective), ("norr", None)]
    assert shown(notes) == shown(notes[::-1])


notes_of_a_theme = st.lists(
    st.tuples(st.sampled_from(NETWORKS), st.sampled_from((*Perspective, *Perspective, None))), min_size=1, max_size=22
)
# As many notes as pairs: what is hidden is then as much as there are notes left.
blocks = st.builds(
    lambda perspectives, networks, more: [*from_all(*perspectives, networks=tuple(sorted(networks))), *sorted(more)],
    st.sets(st.sampled_from(Perspective), min_size=1).map(sorted),
    st.sets(st.sampled_from(NETWORKS), min_size=3),
    st.sets(st.tuples(st.sampled_from(NETWORKS), st.sampled_from(Perspective)), max_size=3),
)
members = st.lists(
    st.tuples(*(st.sampled_from((0, 0, 0, 1, 3)) for _ in Perspective)), min_size=len(NETWORKS), max_size=len(NETWORKS)
)


def fitting(seen: tuple[int | None, ...], caps: tuple[int, ...], most: int) -> Iterator[tuple[int, ...]]:
    """Every row that agrees with what is shown: each cell within its cap, and no more pairs than there are notes."""
    options = [range(cap + 1) if n is None else (n,) * (n <= cap) for n, cap in zip(seen, caps, strict=True)]
    return (row for row in product(*options) if sum(row) <= most)


def can_differ(theme: Theme, row: ThemePerspectives, all_members: list[tuple[int, ...]]) -> bool:
    """Whether each hidden cell may be at least two numbers, for whoever knows how many networks and notes stand
    behind the theme, and which members there may be."""
    values: list[set[int]] = [set() for _ in Perspective]
    for members in all_members:
        caps = tuple(min(len(theme.networks), count) for count in members)
        for found in fitting(row.networks, caps, theme.weight):
            for seen, value in zip(values, found, strict=True):
                seen.add(value)
            if all(len(seen) > 1 for seen, n in zip(values, row.networks, strict=True) if n is None):
                return True
    return False


def possible_members(
    shown_members: MembersShown, total: int, rows: tuple[ThemePerspectives, ...]
) -> list[tuple[int, ...]]:
    """Every number of members by perspective that agrees with both tables: a network's note tells of a member."""
    seen = [count for _, count in shown_members] or [None] * len(Perspective)
    least = [max((row.networks[at] or 0 for row in rows), default=0) for at in range(len(Perspective))]
    hidden = [at for at, count in enumerate(seen) if count is None]
    if not hidden:
        return [tuple(count or 0 for count in seen)]
    tables = []
    for way in ways(total - sum(count or 0 for count in seen), len(hidden)):
        counts = [count or 0 for count in seen]
        for at, count in zip(hidden, way, strict=True):
            counts[at] = count
        if all(count >= low for count, low in zip(counts, least, strict=True)):
            tables.append(tuple(counts))
    return tables


@settings(max_examples=300, deadline=None)
@given(st.lists(notes_of_a_theme | blocks, min_size=1, max_size=2), members)
@example([from_all(CARER)], [(5, 5, 5, 5, 5)] * 4)
@example([from_all(CARER, PRACTITIONER, POLITICIAN)], [(5, 5, 1, 0, 3)] * 4)
def test_no_hidden_cell_can_be_computed_from_both_tables_and_the_counts_of_the_themes(
    noted: list[Noted], counts: list[tuple[int, ...]]
) -> None:
    """Whoever takes notes from a perspective to tell of a member, and members to be all there are, learns nothing."""
    made_up = {
        network: tuple(
            (perspective, max(count, any((network, perspective) in notes for notes in noted)))
            for perspective, count in zip(Perspective, row, strict=True)
        )
        for network, row in zip(NETWORKS, counts, strict=True)
    }
    total = sum(count for row in made_up.values() for _, count in row)
    members = members_by_perspective(made_up)
    rows = shown(*noted, members=members)
    candidates = possible_members(members, total, rows)
    for at, (_, count) in enumerate(members):
        assert count is not None or len({candidate[at] for candidate in candidates}) > 1
    for row, notes in zip(rows, noted, strict=False):
        assert can_differ(theme_of(notes)[0], row, candidates) or None not in row.networks


@settings(max_examples=200, deadline=None)
@given(st.lists(notes_of_a_theme | blocks, min_size=1, max_size=2))
def test_a_cell_that_shows_is_true_and_what_is_hidden_in_its_row_is_no_small_group(noted: list[Noted]) -> None:
    for row, notes in zip(shown(*noted), noted, strict=False):
        true = [len({network for network, noted_as in notes if noted_as is perspective}) for perspective in Perspective]
        hidden = [count for n, count in zip(row.networks, true, strict=True) if n is None]
        assert all(n in (None, count) for n, count in zip(row.networks, true, strict=True))
        assert all(n is None or n >= FEWEST_PEOPLE for n in row.networks)
        assert len(hidden) in (0, len(true)) or sum(hidden) >= FEWEST_PEOPLE > 1 < len(hidden)
