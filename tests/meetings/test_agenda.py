"""The agenda of a coordination call writes itself from where the networks stand."""

from datetime import date

from meetings.agenda import Action, NetworkStanding, Occasion, Point, Silence, build_agenda
from meetings.programme import Perspective

ALMVIK = NetworkStanding("Almvik", date(2027, 3, 1), met=True, submitted=True)
EKBY = NetworkStanding("Ekby", date(2027, 3, 2), met=True, submitted=False, missing=(Perspective.POLITICIAN,))
NORRBY = NetworkStanding("Norrby", date(2027, 4, 2), met=False, submitted=False)
SODERBY = NetworkStanding(
    "Söderby", None, met=False, submitted=False, missing=(Perspective.CARER, Perspective.POLITICIAN)
)


def test_each_network_stands_once_by_how_far_it_has_come() -> None:
    made = build_agenda(Occasion.AFTER, [ALMVIK, EKBY, NORRBY, SODERBY], [], [], None)
    assert (made.handed_in, made.met, made.planned, made.unplanned) == (
        ("Almvik",),
        ("Ekby",),
        (NORRBY,),
        ("Söderby",),
    )
    assert made.networks == 4


def test_a_perspective_that_is_missing_is_told_with_where() -> None:
    made = build_agenda(Occasion.BEFORE, [ALMVIK, EKBY, SODERBY], [], [], None)
    assert made.silences == (
        Silence(Perspective.CARER, ("Söderby",)),
        Silence(Perspective.POLITICIAN, ("Ekby", "Söderby")),
    )


def test_what_is_overdue_comes_first_and_what_has_no_day_last() -> None:
    free, late, soon = (
        Action("Ekby", "Frågar"),
        Action("", "Skickar", date(2027, 1, 1), overdue=True),
        Action("Ekby", "Ringer", date(2027, 5, 1)),
    )
    points = [Point("Ekby", "Hur?"), Point("Almvik", "När?")]
    made = build_agenda(Occasion.AFTER, [], points, [free, soon, late], None)
    assert made.actions == (late, soon, free)
    assert made.points == tuple(points), "in the order of writing"
