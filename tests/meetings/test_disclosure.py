"""The small-group rule: nobody is pointed out, neither by a cell nor by what can be worked out from the others."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.disclosure import FEWEST_NETWORKS, FEWEST_PEOPLE, Breakdown, Cell, Protected, protect

Counts = tuple[tuple[int, ...], ...]


def cell(people: int, networks: int = 2, mark: str = "") -> Cell:
    return Cell(people, frozenset((f"n{k % networks}", f"{mark}{k}") for k in range(people)))


def breakdown(*rows: tuple[int, ...]) -> Breakdown:
    """One person a count, two networks behind every cell, nobody in two cells."""
    cells = tuple(tuple(cell(n, mark=f"{i}.{j}.") for j, n in enumerate(row)) for i, row in enumerate(rows))
    return named(cells)


def named(cells: tuple[tuple[Cell, ...], ...], width: int = 0) -> Breakdown:
    columns = tuple(f"c{j}" for j in range(width or len(cells[0])))
    return Breakdown(tuple(f"r{i}" for i in range(len(cells))), columns, cells)


def ways(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in ways(total - first, parts - 1))


def fits(row: tuple[int, ...], shown: tuple[int | None, ...]) -> bool:
    return all(seen is None or seen == n for n, seen in zip(row, shown, strict=True))


def possible(found: Protected) -> list[Counts]:
    """Every table of whole, not negative counts that agrees with all that is shown; the columns' totals come last."""
    width = len(found.columns)
    options = [
        [row for row in ways(total, width) if fits(row, shown)]
        for total, shown in zip(found.row_totals, found.cells, strict=True)
    ]
    tables = ((*rows, tuple(map(sum, zip(*rows, strict=True)))) for rows in product(*options))
    return [table for table in tables if fits(table[-1], found.column_totals)]


def shown_and_places(found: Protected) -> list[tuple[int | None, int, int]]:
    lines = (*found.cells, found.column_totals)
    return [(n, i, j) for i, line in enumerate(lines) for j, n in enumerate(line)]


@st.composite
def tables(draw: st.DrawFn) -> Breakdown:
    """Small tables; people in few networks, at times with several dots, at times in several cells."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(2, 3))
    people = st.frozensets(
        st.tuples(st.sampled_from(("norr", "söder", "väster")), st.sampled_from("abcdef")), max_size=6
    )

    def one() -> Cell:
        behind = draw(people)
        return Cell(len(behind) + (draw(st.integers(0, 1)) if behind else 0), behind)

    return named(tuple(tuple(one() for _ in range(columns)) for _ in range(rows)))


@settings(max_examples=100, deadline=None)
@given(tables())
def test_no_hidden_cell_can_be_computed_from_what_is_shown(table: Breakdown) -> None:
    found = protect(table)
    candidates = possible(found)
    for shown, i, j in shown_and_places(found):
        values = {candidate[i][j] for candidate in candidates}
        assert len(values) > 1 if shown is None else values == {shown}


@settings(max_examples=100, deadline=None)
@given(tables())
def test_a_cell_that_shows_is_true_and_has_three_people_and_two_networks_behind_it(table: Breakdown) -> None:
    found = protect(table)
    for row, cells, total in zip(found.cells, table.cells, found.row_totals, strict=True):
        assert total == sum(each.count for each in cells)
        for n, each in zip(row, cells, strict=True):
            assert n is None or n == each.count
            if n is not None and total:
                assert each.people >= FEWEST_PEOPLE
                assert each.networks >= FEWEST_NETWORKS
    for j, n in enumerate(found.column_totals):
        column = [row[j] for row in table.cells]
        assert n is None or n == sum(each.count for each in column)
        if n is not None and found.total:
            assert len(frozenset().union(*(each.behind for each in column))) >= FEWEST_PEOPLE


@settings(max_examples=100, deadline=None)
@given(tables())
def test_what_is_hidden_together_in_a_row_is_no_small_group_unless_all_of_it_is_hidden(table: Breakdown) -> None:
    for row, cells in zip(protect(table).cells, table.cells, strict=True):
        behind = [each.behind for n, each in zip(row, cells, strict=True) if n is None]
        if 0 < len(behind) < len(row):
            together = frozenset[tuple[str, str]]().union(*behind)
            assert len(together) >= FEWEST_PEOPLE
            assert len({network for network, _ in together}) >= FEWEST_NETWORKS


@given(st.lists(st.tuples(*[st.integers(3, 9)] * 3), min_size=1, max_size=4))
def test_nothing_is_hidden_where_nothing_is_small(rows: list[tuple[int, ...]]) -> None:
    found = protect(breakdown(*rows))
    assert found.cells == tuple(rows)
    assert None not in found.column_totals


def test_a_lone_small_cell_takes_the_smallest_other_with_it() -> None:
    found = protect(breakdown((30, 25, 2, 8, 6)))
    assert found.cells == ((30, 25, None, 8, None),)
    assert (found.column_totals, found.row_totals, found.total) == (found.cells[0], (71,), 71)


def test_a_small_cell_is_guarded_in_its_row_and_in_its_column() -> None:
    found = protect(breakdown((2, 5, 9), (6, 7, 9), (9, 9, 9)))
    assert found.cells == ((None, None, 9), (None, None, 9), (9, 9, 9))
    assert found.column_totals == (17, 21, 27)


def test_two_small_cells_that_make_two_people_are_no_guard_for_each_other() -> None:
    assert protect(breakdown((1, 1, 8, 9))).cells == ((None, None, None, 9),)
    assert protect(breakdown((1, 2, 8, 9))).cells == ((None, None, 8, 9),)


def test_a_zero_is_hidden_as_it_tells_of_everybody() -> None:
    assert protect(breakdown((0, 7, 8, 9))).cells == ((None, None, 8, 9),)


def test_zeros_show_in_a_row_that_is_nothing_but_zeros() -> None:
    found = protect(breakdown((0, 0), (4, 5)))
    assert (found.cells, found.row_totals) == (((0, 0), (4, 5)), (0, 9))


def test_many_people_of_one_network_are_hidden() -> None:
    found = protect(named(((cell(9, networks=1), cell(5), cell(6)),)))
    assert found.cells == ((None, None, 6),)


def test_many_dots_of_two_people_are_hidden() -> None:
    few = Cell(12, frozenset({("norr", "a"), ("söder", "b")}))
    assert protect(named(((few, cell(5), cell(6)),))).cells == ((None, None, 6),)


def test_one_person_in_two_cells_is_one_person() -> None:
    both = Cell(2, frozenset({("norr", "a"), ("söder", "b")}))
    assert protect(named(((both, both, cell(5), cell(6)),))).cells == ((None, None, None, 6),)


def test_a_breakdown_of_nobody_shows_nothing_but_zeros() -> None:
    assert protect(Breakdown((), ("a", "b"), ())).column_totals == (0, 0)
    assert protect(breakdown((0, 0))).cells == ((0, 0),)


def test_the_same_table_gives_the_same_answer() -> None:
    counts = ((4, 4, 1), (4, 4, 4), (1, 4, 4))
    assert {repr(protect(breakdown(*counts))) for _ in range(5)} == {repr(protect(breakdown(*counts)))}


def test_no_key_of_a_person_leaves_the_rule() -> None:
    assert "norr" not in repr(protect(named(((Cell(1, frozenset({("norr", "a")})), cell(5)),))))


def test_a_table_without_a_second_column_or_with_holes_is_refused() -> None:
    with pytest.raises(ValueError, match="two columns"):
        Breakdown(("r",), ("c",), ((cell(3),),))
    with pytest.raises(ValueError, match="every row and column"):
        Breakdown(("r",), ("a", "b"), ((cell(3),),))
    with pytest.raises(ValueError, match="never negative"):
        Cell(-1)


def test_hidden_zeros_that_could_be_nothing_else_hide_more() -> None:
    """Each line hides enough people, but with the 6 and the 4 of the last column shown, the first would be zeros."""
    found = protect(breakdown((0, 6, 6), (0, 0, 4)))
    assert found.cells == ((None, None, None), (None, None, None))
    assert found.column_totals == (None, None, 10)


def test_a_guard_that_later_ones_make_needless_shows_again() -> None:
    assert protect(breakdown((4, 0, 4), (5, 5, 1), (0, 1, 1))).cells[1] == (5, None, None)
