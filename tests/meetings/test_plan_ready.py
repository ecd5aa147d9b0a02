"""What is missing is told with the place where it is written, and what keeps somebody from deciding comes first."""

from dataclasses import replace

from meetings.plan import Plan
from meetings.plan_bodies import Body
from meetings.plan_content import Action, Arena, Cost, Proposal, Section
from meetings.plan_gaps import GapKind, find_gaps
from meetings.plan_ready import BodyLack, Lack, Place, find_lacks
from tests.meetings.test_plan import AREA, written

TOWN = Body("t", "Norrby kommun", Arena.MUNICIPALITY)
REGION = Body("r", "Region Trädgård", Arena.REGION)
WHOLE = Action("a", "Bänk", AREA.id, arena=Arena.MUNICIPALITY, cost=Cost.WITHIN_BUDGET)


def lacks(plan: Plan, *bodies: Body) -> dict[object, Lack]:
    return {(lack.kind, lack.body or lack.section): lack for lack in find_lacks(plan, bodies)}


def test_without_anybody_to_receive_it_that_comes_first() -> None:
    found = find_lacks(written(), ())
    assert found[0] == Lack(BodyLack.NO_BODY)
    assert GapKind.NO_PROPOSAL in [lack.kind for lack in found]


def test_a_body_without_a_point_or_an_action_of_its_own_is_named() -> None:
    plan = written(actions=(WHOLE,), proposals=(Proposal("p", "att bygga", Arena.MUNICIPALITY),))
    found = lacks(plan, TOWN, REGION)
    assert (BodyLack.NO_DECISION, REGION.name) in found
    assert (BodyLack.NO_OWN_ACTION, REGION.name) in found
    assert not [kind for kind, about in found if about == TOWN.name]
    assert (GapKind.NO_PROPOSAL, None) not in found


def test_what_reaches_nobody_is_told_with_its_place() -> None:
    plan = written(
        actions=(replace(WHOLE, arena=Arena.CIVIL_SOCIETY), Action("b", "Utan", AREA.id)),
        proposals=(Proposal("p", "att bygga"),),
    )
    found = lacks(plan, TOWN)
    assert found[BodyLack.POINT_LOST, None].places == (Place("proposals", "p", "arena-0", "att bygga"),)
    assert [place.row for place in found[BodyLack.ACTION_LOST, None].places] == ["a"]
    assert "b" in [place.row for place in found[GapKind.NO_ARENA, None].places]


def test_each_row_that_lacks_something_has_its_own_place() -> None:
    plan = written(actions=(WHOLE, replace(WHOLE, id="b", responsible="Chefen", title="Två")))
    found = lacks(plan, TOWN)
    assert Place("actions", "a", "responsible", "1.1 Bänk") in found[GapKind.NO_RESPONSIBLE, None].places
    assert "b" not in [place.row for place in found[GapKind.NO_RESPONSIBLE, None].places]
    assert found[GapKind.NO_GOAL, None].places == (Place("areas", AREA.id, "goal", f"1. {AREA.title}"),)
    assert found[GapKind.NO_TEXT, Section.STAFF].places == (Place("texts", Section.STAFF, "text"),)


def test_a_cost_that_is_not_calculated_is_advice_and_one_within_budget_is_not() -> None:
    unknown = replace(WHOLE, id="b", cost=Cost.NOT_CALCULATED)
    rows = [place.row for place in lacks(written(actions=(WHOLE, unknown)), TOWN)[BodyLack.NO_COST, None].places]
    assert "a" not in rows
    assert "b" in rows


def test_every_gap_is_told_once() -> None:
    plan = written()
    told = [lack.kind for lack in find_lacks(plan, (TOWN,)) if isinstance(lack.kind, GapKind)]
    assert told == [gap.kind for gap in find_gaps(plan) if gap.kind is not GapKind.NO_PROPOSAL]
