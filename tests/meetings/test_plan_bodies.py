"""Each receiving body gets its own proposed decision and its own actions, and nobody else's."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from meetings.plan import draft_plan
from meetings.plan_bodies import Body, for_body, homeless
from meetings.plan_content import Action, Arena, PlanContent, Proposal
from tests.meetings.factories import GARDEN
from tests.meetings.test_plan import NOBODY

NORTH = Body("n", "Norrby kommun", Arena.MUNICIPALITY)
SOUTH = Body("s", "Söderby kommun", Arena.MUNICIPALITY)
REGION = Body("r", "Region Trädgård", Arena.REGION)
BODIES = (NORTH, SOUTH, REGION)

arenas = st.sampled_from([None, *Arena])
places = st.sampled_from(["", "n", "s", "r", "gone"])
rows = st.lists(st.tuples(arenas, places), max_size=8).map(
    lambda pairs: tuple(Action(str(n), f"Insats {n}", arena=a, body=b) for n, (a, b) in enumerate(pairs))
)


def test_a_body_gets_what_is_for_it_and_what_is_for_every_body_of_its_arena() -> None:
    content = PlanContent(
        actions=(
            Action("both", "B", arena=Arena.MUNICIPALITY),
            Action("north", "N", arena=Arena.MUNICIPALITY, body="n"),
            Action("region", "R", arena=Arena.REGION),
            Action("open", "O"),
        ),
        proposals=(Proposal("p", "P", Arena.MUNICIPALITY, "s"), Proposal("q", "Q", Arena.REGION)),
    )
    plan = draft_plan(GARDEN, "norr", [], NOBODY, content)
    held = {body.id: for_body(plan, body) for body in BODIES}
    assert {key: [a.id for a in found.actions] for key, found in held.items()} == {
        "n": ["both", "north"],
        "s": ["both"],
        "r": ["region"],
    }
    assert {key: [p.id for p in found.proposals] for key, found in held.items()} == {"n": [], "s": ["p"], "r": ["q"]}
    assert replace(held["n"], actions=plan.actions, proposals=plan.proposals) == plan


def test_what_reaches_nobody_is_found() -> None:
    lost = (
        Action("o", "O"),
        Action("c", "C", arena=Arena.CIVIL_SOCIETY),
        Action("g", "G", arena=Arena.REGION, body="n"),
    )
    assert homeless((*lost, Action("r", "R", arena=Arena.REGION)), BODIES) == lost


@given(rows)
def test_every_action_is_in_some_paper_or_homeless_and_never_both(actions: tuple[Action, ...]) -> None:
    plan = draft_plan(GARDEN, "norr", [], NOBODY, PlanContent(actions=actions))
    reached = {action.id for body in BODIES for action in for_body(plan, body).actions}
    lost = {action.id for action in homeless(plan.actions, BODIES)}
    assert reached | lost == {action.id for action in actions}
    assert not reached & lost
