"""A note is followed to every place that it has reached, and a place back to the note."""

from dataclasses import replace

from meetings.composition import check_composition
from meetings.plan import draft_plan
from meetings.programme import Gathers
from meetings.prompts import build_guide
from meetings.provenance import Place, Where, trace_notes
from meetings.summary import Summary
from tests.meetings.factories import GARDEN, make_summary, make_theme

LACKING = make_theme(1, Gathers.GAP)
CHOSEN = replace(make_theme(2, Gathers.PRIORITY), chosen=True, sources=LACKING.sources)
LEFT = make_theme(3, Gathers.STRENGTH)


def trail(*summaries: Summary, national: tuple[Summary, ...] = ()) -> dict[str, tuple[Place, ...]]:
    guide = build_guide(GARDEN, ["bloom"], network="norr", meeting=4, last=summaries[0])
    plan = draft_plan(GARDEN, "norr", summaries, check_composition([], GARDEN.group))
    return dict(trace_notes(summaries, [guide], plan, national))


def test_a_note_is_followed_through_summary_guide_priority_plan_round_and_report() -> None:
    national = replace(LACKING, id="n", title="Nationellt")
    found = trail(
        make_summary(LACKING, meeting=3),
        make_summary(CHOSEN, meeting=4),
        national=(make_summary(national, network=None, meeting=3),),
    )
    assert found[LACKING.sources[0].note_id] == (
        Place(Where.SUMMARY, 3, LACKING.title),
        Place(Where.GUIDE, 4, LACKING.title),
        Place(Where.PRIORITY, 4, CHOSEN.title),
        Place(Where.PLAN, 4, LACKING.title),
        Place(Where.PLAN, 5, CHOSEN.title),
        Place(Where.ROUND, 3, "Nationellt"),
        Place(Where.REPORT, 0, "Nationellt"),
    )


def test_what_nobody_has_compiled_is_no_place_that_a_note_has_reached() -> None:
    found = trail(make_summary(LEFT, meeting=3, compiled=False))
    assert {place.where for place in found[LEFT.sources[0].note_id]} == {Where.GUIDE, Where.PLAN}


def test_a_note_that_has_reached_nothing_is_left_out() -> None:
    found = trail(make_summary(LEFT, meeting=3, unsorted=LACKING.sources))
    assert LACKING.sources[0].note_id not in found
