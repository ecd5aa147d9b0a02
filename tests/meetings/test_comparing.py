"""Two versions compared, word by word and theme by theme."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.comparing import Change, Comparison, compare_summaries, compare_texts
from meetings.summary import Sorting, compile_summary
from tests.meetings.factories import LACKS, NEEDS, make_notes, make_sorting

NOTES = make_notes("en", "två", "tre", "fyra")
TEXTS = st.lists(st.sampled_from(["en", "två", "kaka.", "Öl"])).map(" ".join)


def compared(before: list[Sorting], after: list[Sorting], *, notes: int = 4) -> Comparison:
    first, second = (
        compile_summary(some, sortings, (NEEDS, LACKS), network="norr", meeting=1, steps=("seed",))
        for some, sortings in ((NOTES[:notes], before), (NOTES, after))
    )
    return compare_summaries(first, second)


def test_a_text_is_compared_by_whole_words() -> None:
    assert [(p.change, p.text) for p in compare_texts("Vi vill ha kaffe nu.", "Vi vill ha te nu.")] == [
        (Change.SAME, "Vi vill ha "),
        (Change.GONE, "kaffe"),
        (Change.NEW, "te"),
        (Change.SAME, " nu."),
    ]


def test_words_that_are_changed_side_by_side_are_read_in_one_go() -> None:
    assert [(p.change, p.text) for p in compare_texts("röd ko", "blå häst")] == [
        (Change.GONE, "röd ko"),
        (Change.NEW, "blå häst"),
    ]


@given(TEXTS, TEXTS)
def test_either_text_can_be_read_out_of_the_comparison(before: str, after: str) -> None:
    pieces = compare_texts(before, after)
    assert "".join(p.text for p in pieces if p.change is not Change.GONE) == after
    assert "".join(p.text for p in pieces if p.change is not Change.NEW).split() == before.split()
    assert all(p.change is Change.SAME for p in compare_texts(before, before))


def test_themes_are_told_apart_as_new_gone_and_reworded() -> None:
    kept, gone, new = make_sorting("a", NOTES[0]), make_sorting("b", NOTES[1]), make_sorting("c", NOTES[1])
    reworded = Sorting("a", "needs", kept.title, kept.note_ids, "Någon skrev.")
    themes = compared([kept, gone], [reworded, new]).themes
    assert [(t.before and t.before.id, t.after and t.after.id) for t in themes] == [
        ("a", "a"),
        (None, "c"),
        ("b", None),
    ]
    assert [t.changed for t in themes] == [True, True, True]
    assert themes[0].reworded


def test_moved_notes_are_named_on_both_sides() -> None:
    before = [make_sorting("a", NOTES[0], NOTES[1]), make_sorting("b", NOTES[2])]
    after = [make_sorting("a", NOTES[0]), make_sorting("b", NOTES[1], NOTES[2])]
    one, two = compared(before, after).themes
    assert (one.arrived, one.left) == ((), (NOTES[1].id,))
    assert (two.arrived, two.left) == ((NOTES[1].id,), ())


def test_equal_versions_have_nothing_to_tell() -> None:
    same = [make_sorting("a", NOTES[0])]
    found = compared(same, same)
    assert (found.changed, found.joined, found.dropped) == ((), (), ())


def test_notes_that_came_later_are_counted_whether_sorted_or_not() -> None:
    found = compared([make_sorting("a", NOTES[0])], [make_sorting("a", NOTES[0], NOTES[2])], notes=2)
    assert set(found.joined) == {NOTES[2].id, NOTES[3].id}
