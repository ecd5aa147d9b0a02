"""The agenda of a coordination call writes itself from where the networks stand."""

from datetime import date

from meetings.agenda import Action, Agenda, NetworkStanding, Occasion, Point, Silence, build_agenda
from meetings.programme import Perspective
from meetings.progress import MeetingFacts

TODAY = date(2027, 3, 10)


def network(
    place: str, planned: date | None, *missing: Perspective, notes: bool = False, handed_in: bool = False
) -> NetworkStanding:
    facts = MeetingFacts(1, planned, has_notes=notes, submitted=handed_in, sorted_any=False, shared=False)
    return NetworkStanding(place, facts, missing)


ALMVIK = network("Almvik", date(2027, 3, 1), notes=True, handed_in=True)
EKBY = network("Ekby", date(2027, 3, 2), Perspective.POLITICIAN, notes=True)
LILLBY = network("Lillby", date(2027, 3, 9))
NORRBY = network("Norrby", TODAY)
SODERBY = network("Söderby", None, Perspective.CARER, Perspective.POLITICIAN)
VIKEN = NetworkStanding("Viken", None)


def agenda(*networks: NetworkStanding, points: tuple[Point, ...] = (), actions: tuple[Action, ...] = ()) -> Agenda:
    return build_agenda(Occasion.AFTER, TODAY, networks, points=points, actions=actions)


def test_each_network_stands_once_by_how_far_it_has_come() -> None:
    made = agenda(ALMVIK, EKBY, LILLBY, NORRBY, SODERBY, VIKEN)
    assert made.handed_in == ("Almvik",)
    assert made.held == ("Ekby",)
    assert made.passed == (("Lillby", date(2027, 3, 9)),), "a day that has been is not a meeting that was held"
    assert made.planned == (("Norrby", TODAY),)
    assert made.unplanned == ("Söderby", "Viken")
    assert made.networks == 6


def test_a_perspective_that_is_missing_is_told_with_where() -> None:
    assert agenda(ALMVIK, EKBY, SODERBY).silences == (
        Silence(Perspective.CARER, ("Söderby",)),
        Silence(Perspective.POLITICIAN, ("Ekby", "Söderby")),
    )


def test_what_is_to_be_done_stands_by_day_and_what_has_no_day_last() -> None:
    free, late, due = Action("Ekby", "Frågar"), Action("", "Skickar", date(2027, 3, 9)), Action("Ekby", "Ringer", TODAY)
    made = agenda(actions=(free, due, late))
    assert made.actions == (late, due, free)
    assert [made.overdue(action) for action in made.actions] == [True, False, False]


def test_points_stand_in_the_order_of_writing() -> None:
    points = (Point("Ekby", "Hur?"), Point("Almvik", "När?"))
    assert agenda(points=points).points == points
