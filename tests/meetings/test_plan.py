"""The plan is drafted from what was said and keeps what people wrote; what neither gives is a gap."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from meetings.composition import check_composition
from meetings.notes import Source
from meetings.plan import Plan, draft_plan
from meetings.plan_content import (
    Action,
    AreaText,
    Arena,
    Chapter,
    Cost,
    Measure,
    PlanContent,
    Proposal,
    Risk,
    Section,
    SectionText,
    row_of,
    with_row,
    without_row,
)
from meetings.plan_gaps import Gap, GapKind, find_gaps, numbered_actions
from meetings.programme import Gathers
from meetings.summary import Summary
from tests.meetings.factories import GARDEN, make_summary, make_theme

NOBODY = check_composition([], GARDEN.group)
NEVER_GATHERED = {
    (GapKind.NO_TEXT, Section.GOVERNING_DOCUMENTS),
    (GapKind.NO_TEXT, Section.RESOURCES),
    (GapKind.NO_TEXT, Section.CHILDREN),
    (GapKind.NO_TEXT, Section.EQUALITY),
    (GapKind.NO_TEXT, Section.ECONOMY),
    (GapKind.NO_TEXT, Section.STAFF),
    (GapKind.NO_TEXT, Section.PRIVACY),
    (GapKind.NO_RISKS, None),
    (GapKind.NO_MEASURES, None),
}
ONE_OF_EACH = [make_theme(number, kind) for number, kind in enumerate(Gathers, start=1)]
AREA = make_theme(1, Gathers.PRIORITY)
HOW, WHO, WITH = (make_theme(2, kind, about=AREA.id) for kind in (Gathers.HOW, Gathers.WHO, Gathers.PARTNERS))


def plan(*summaries: Summary, content: PlanContent | None = None) -> Plan:
    return draft_plan(GARDEN, "norr", summaries, NOBODY, content)


def written(**parts: object) -> Plan:
    """The plan of one area with how, who and partners, and with what somebody wrote."""
    return plan(make_summary(AREA, HOW, WHO, WITH), content=PlanContent(**parts))  # type: ignore[arg-type]


def kinds(found: Plan, chapter: Chapter | None = None) -> list[GapKind]:
    return [gap.kind for gap in find_gaps(found) if chapter in (None, gap.chapter)]


def test_a_plan_from_nothing_is_nothing_but_gaps() -> None:
    empty = plan()
    assert empty.empty
    assert set(kinds(empty)) == {
        GapKind.NO_PROPOSAL,
        GapKind.NO_TEXT,
        GapKind.NO_CURRENT_STATE,
        GapKind.NO_PRIORITIES,
        GapKind.NO_ACTION,
        GapKind.NO_TECHNOLOGY,
        GapKind.NO_RISKS,
        GapKind.NO_MEASURES,
        GapKind.NO_FOLLOW_UP,
    }


def test_every_chapter_but_background_and_making_can_be_a_gap_and_they_stand_in_order() -> None:
    chapters = list(dict.fromkeys(gap.chapter for gap in find_gaps(plan())))
    assert chapters == [c for c in Chapter if c not in (Chapter.BACKGROUND, Chapter.MAKING)]


def test_each_theme_reaches_the_part_that_its_question_gathers_for() -> None:
    found = plan(make_summary(*ONE_OF_EACH))
    assert not found.empty
    assert [p.id for p in found.needs + found.strengths + found.gaps_found] == [
        "support-1",
        "strength-2",
        "gap-3",
    ]
    assert [p.id for p in found.technology + found.problems] == ["technology-4", "problem-5"]
    assert [p.id for p in (*found.goals, *found.proposals, *found.follow_up)] == ["goal-10", "plan-11", "follow_up-12"]
    assert [(area.id, area.number) for area in found.areas] == [("priority-6", 1)]
    assert [p.id for p in found.loose] == ["how-7", "who-8", "partners-9"]


def test_purpose_goal_and_make_up_come_from_the_programme_and_the_network() -> None:
    found = plan()
    assert (found.network, found.purpose, found.goal, found.composition) == (
        "norr",
        GARDEN.purpose,
        GARDEN.goal,
        NOBODY,
    )


def test_how_who_and_which_belong_to_the_area_they_are_about() -> None:
    first, second = make_theme(1, Gathers.PRIORITY), make_theme(2, Gathers.PRIORITY)
    about = [make_theme(1, kind, about=second.id) for kind in (Gathers.HOW, Gathers.WHO, Gathers.PARTNERS)]
    found = plan(make_summary(*about, meeting=5), make_summary(first, second, meeting=4))
    assert [[p.id for p in area.how + area.who + area.partners] for area in found.areas] == [
        [],
        ["how-1", "who-1", "partners-1"],
    ]
    assert Gap(Chapter.ACTIONS, GapKind.NO_ACTION, areas=(1,)) in find_gaps(found)
    assert found.loose == ()


def test_each_how_of_an_area_is_an_action_with_who_and_with_whom() -> None:
    (action,) = written().actions
    assert (action.id, action.title, action.description, action.area) == (HOW.id, HOW.title, HOW.text, AREA.id)
    assert (action.responsible, action.partners, action.cost) == (WHO.title, WITH.title, Cost.NOT_CALCULATED)
    assert action.sources == (*HOW.sources, *WHO.sources, *WITH.sources)


def test_actions_are_numbered_by_their_area() -> None:
    found = written(actions=(Action("x", "Utan område"), Action("y", "Till", area=AREA.id)))
    assert {number: action.id for number, action in numbered_actions(found).items()} == {
        "1.1": "y",
        "1.2": HOW.id,
        "0.1": "x",
    }


def test_what_somebody_wrote_stands_and_keeps_its_notes() -> None:
    own = Action(HOW.id, "Vår egen rubrik", area=AREA.id, arena=Arena.REGION, drafted=HOW.text)
    (action,) = written(actions=(own,)).actions
    assert action == replace(own, sources=(*HOW.sources, *WHO.sources, *WITH.sources))
    assert written(actions=(own,)).redrafted == ()


def test_what_is_new_in_the_summary_is_shown_beside_what_somebody_wrote() -> None:
    own = Action(HOW.id, "Vår egen rubrik", area=AREA.id, drafted="Det som stod då.")
    assert written(actions=(own,)).redrafted == ((HOW.id, HOW.text),)


def test_what_was_taken_away_stays_away_and_a_new_theme_is_drafted() -> None:
    found = written(removed=(HOW.id,))
    assert found.actions == ()
    again = plan(
        make_summary(AREA, HOW, make_theme(9, Gathers.HOW, about=AREA.id)), content=PlanContent(removed=(HOW.id,))
    )
    assert [action.id for action in again.actions] == ["how-9"]


def test_a_point_of_the_decision_is_drafted_from_what_the_plan_should_say() -> None:
    theme = make_theme(1, Gathers.PLAN)
    assert plan(make_summary(theme)).proposals == (
        Proposal(theme.id, theme.text, drafted=theme.text, sources=theme.sources),
    )


def test_chosen_areas_are_the_plan_s_areas_and_the_others_were_considered() -> None:
    chosen = replace(make_theme(2, Gathers.PRIORITY), chosen=True)
    found = plan(make_summary(AREA, chosen))
    assert [area.id for area in found.areas] == [chosen.id]
    assert [passage.id for passage in found.considered] == [AREA.id]


def test_an_area_s_state_is_what_was_said_where_it_was_chosen_from() -> None:
    gap = make_theme(1, Gathers.GAP)
    chosen = replace(make_theme(2, Gathers.PRIORITY), chosen=True, sources=gap.sources)
    (area,) = plan(make_summary(gap, make_theme(5, Gathers.GAP), meeting=3), make_summary(chosen, meeting=4)).areas
    assert area.current_state == gap.text


def test_a_goal_about_an_area_is_the_area_s_goal_and_others_stand_by_themselves() -> None:
    own, other = make_theme(1, Gathers.GOAL, about=AREA.id), make_theme(2, Gathers.GOAL)
    found = plan(make_summary(AREA, own, other))
    assert found.areas[0].goal == own.text
    assert [passage.id for passage in found.goals] == [other.id]


def test_what_somebody_wrote_of_an_area_takes_the_place_of_what_was_drafted() -> None:
    goal = make_theme(1, Gathers.GOAL, about=AREA.id)
    (area,) = plan(make_summary(AREA, goal), content=PlanContent(areas=(AreaText(AREA.id, "Nu", "Sedan"),))).areas
    assert (area.current_state, area.goal) == ("Nu", "Sedan")


def test_what_is_about_no_chosen_area_is_loose() -> None:
    found = plan(make_summary(make_theme(1, Gathers.HOW, about="gone"), make_theme(2, Gathers.WHO)))
    assert [p.id for p in found.loose] == ["how-1", "who-2"]
    assert kinds(found, Chapter.ACTIONS) == [GapKind.NO_ACTION]


def test_a_whole_plan_lacks_only_what_no_meeting_gathers() -> None:
    gap = make_theme(97, Gathers.GAP)
    area = replace(make_theme(99, Gathers.PRIORITY), sources=gap.sources)
    kinds_about = (Gathers.HOW, Gathers.WHO, Gathers.PARTNERS, Gathers.GOAL)
    about = [make_theme(98, kind, about=area.id) for kind in kinds_about]
    others = [theme for theme in ONE_OF_EACH if theme.gathers is not Gathers.PRIORITY]
    found = find_gaps(plan(make_summary(gap, area, *about, *others)))
    of_actions = {GapKind.NO_ARENA, GapKind.NO_TIME, GapKind.NO_MILESTONE}
    assert {(gap.kind, gap.section) for gap in found if gap.kind not in of_actions} == NEVER_GATHERED
    assert {gap.actions for gap in found if gap.kind in of_actions} == {("1.1",)}


def test_a_written_plan_lacks_nothing() -> None:
    whole = Action(
        HOW.id,
        "Insats",
        area=AREA.id,
        arena=Arena.MUNICIPALITY,
        responsible="Chefen",
        partners="Föreningen",
        start="våren",
        end="hösten",
        milestone="Igång",
    )
    found = written(
        actions=(whole,),
        proposals=(Proposal("p", "att börja"),),
        areas=(AreaText(AREA.id, "Nu", "Sedan"),),
        measures=(Measure("m", "Antal"),),
        risks=(Risk("r", "Regn"),),
        texts=tuple(SectionText(section, "Text.") for section in Section),
    )
    assert find_gaps(found) == ()


def test_what_an_action_lacks_is_told_once_with_every_action_that_lacks_it() -> None:
    found = find_gaps(written(actions=(Action("x", "En till", area=AREA.id, responsible="Chefen"),)))
    assert Gap(Chapter.ACTIONS, GapKind.NO_TIME, actions=("1.1", "1.2")) in found
    assert Gap(Chapter.ACTIONS, GapKind.NO_PARTNERS, actions=("1.1",)) in found
    assert all(gap.kind is not GapKind.NO_RESPONSIBLE for gap in found)


def test_problems_alone_are_a_current_state() -> None:
    found = plan(make_summary(make_theme(1, Gathers.PROBLEM)))
    assert GapKind.NO_CURRENT_STATE not in kinds(found)
    assert not found.empty


def test_a_meeting_that_nobody_compiled_is_a_gap_and_still_counts() -> None:
    found = plan(make_summary(make_theme(1, Gathers.PRIORITY), meeting=4, compiled=False))
    assert Gap(Chapter.MAKING, GapKind.MEETING_NOT_COMPILED, meeting=4) in find_gaps(found)
    assert len(found.areas) == 1


def test_a_passage_keeps_its_theme_s_id_texts_and_sources() -> None:
    theme = make_theme(1, Gathers.SUPPORT, weight=2)
    (passage,) = plan(make_summary(theme)).needs
    assert (passage.id, passage.title, passage.text, passage.compiled_text, passage.sources) == (
        theme.id,
        theme.title,
        theme.text,
        theme.compiled_text,
        theme.sources,
    )


AREAS = [make_theme(number, Gathers.PRIORITY) for number in range(3)]


@given(st.permutations([make_summary(theme, meeting=n) for n, theme in enumerate(ONE_OF_EACH + AREAS)]))
def test_the_order_of_the_summaries_changes_nothing(summaries: list[Summary]) -> None:
    assert plan(*summaries) == plan(*sorted(summaries, key=lambda summary: summary.meeting))


@given(st.lists(st.sampled_from(Gathers), max_size=20))
def test_every_theme_stands_in_one_place_of_the_plan(kinds: list[Gathers]) -> None:
    found = plan(make_summary(*(make_theme(number, kind) for number, kind in enumerate(kinds))))
    ids = [part.id for part in found.parts()]
    assert sorted(ids) == sorted(f"{kind}-{number}" for number, kind in enumerate(kinds))


def test_every_note_behind_the_plan_is_among_its_sources() -> None:
    found = plan(make_summary(*ONE_OF_EACH))
    assert {source.note_id for source in found.sources} == {s.note_id for t in ONE_OF_EACH for s in t.sources}


def test_a_row_is_put_in_its_place_or_last_and_without_its_notes() -> None:
    first, second = Action("a", "A"), Action("b", "B", sources=(Source("n", "norr", 1, 1),))
    content = with_row(with_row(PlanContent(), "actions", first), "actions", second)
    assert content.actions == (first, replace(second, sources=()))
    assert with_row(content, "actions", replace(first, title="Ny")).actions[0].title == "Ny"
    assert row_of(content, "actions", "b") == replace(second, sources=())


def test_a_row_that_is_taken_away_is_remembered_as_such() -> None:
    content = with_row(PlanContent(), "risks", Risk("r", "Regn"))
    assert without_row(without_row(content, "risks", "r"), "risks", "r") == PlanContent(removed=("r",))
    assert row_of(content, "risks", "finns inte") is None
