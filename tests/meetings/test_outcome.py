"""What a meeting came to: points to begin with, from what weighs most."""

from meetings.outcome import MOST_POINTS, Outcome, suggest_points

TEXTS = {"a": "Vägen är smal. Och hal.", "b": "Vägen är mörk.", "c": "Bron brister", "d": "Kiosken stänger"}


def test_the_weightiest_groups_come_first_and_one_note_is_no_weight() -> None:
    groups = [("Bron", ["c"]), ("Kvällar", ["b", "d"]), ("Halt", ["a", "b", "c"]), ("Ljus", ["d", "a"])]
    assert suggest_points(groups, TEXTS) == (
        "Halt: Vägen är smal.",
        "Kvällar: Vägen är mörk.",
        "Ljus: Kiosken stänger.",
    )


def test_with_few_groups_those_of_one_note_fill_up() -> None:
    groups = [("Bron", ["c"]), ("Kvällar", ["b", "d"])]
    assert suggest_points(groups, TEXTS) == ("Kvällar: Vägen är mörk.", "Bron brister.")


def test_there_are_never_more_than_five_and_none_without_notes() -> None:
    groups = [(f"Grupp {n}", ["a", "b"]) for n in range(9)]
    assert len(suggest_points(groups, TEXTS)) == MOST_POINTS
    assert suggest_points([], {}) == ()


def test_an_outcome_with_any_part_is_not_empty() -> None:
    assert Outcome().empty
    assert not Outcome(disagreed=("Vem som betalar.",)).empty
