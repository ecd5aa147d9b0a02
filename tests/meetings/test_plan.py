"""The plan is drafted from what was said, and what was not said is a gap."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.composition import check_composition
from meetings.plan import Chapter, Gap, GapKind, Plan, draft_plan
from meetings.programme import Gathers
from meetings.summary import Summary
from tests.meetings.factories import GARDEN, make_summary, make_theme

NOBODY = check_composition([], GARDEN.group)
NEVER_GATHERED = {
    Gap(Chapter.GOVERNING_DOCUMENTS, GapKind.NO_GOVERNING_DOCUMENTS),
    Gap(Chapter.RESOURCES, GapKind.NO_RESOURCES),
    Gap(Chapter.CONSEQUENCES, GapKind.NO_CONSEQUENCES),
    Gap(Chapter.RISKS, GapKind.NO_RISKS),
}
ONE_OF_EACH = [make_theme(number, kind) for number, kind in enumerate(Gathers, start=1)]


def plan(*summaries: Summary) -> Plan:
    return draft_plan(GARDEN, "norr", summaries, NOBODY)


def test_a_plan_from_nothing_is_nothing_but_gaps() -> None:
    empty = plan()
    assert empty.empty
    assert {(gap.kind, gap.area, gap.meeting) for gap in empty.gaps} == {
        (kind, None, None) for kind in GapKind if kind is not GapKind.MEETING_NOT_COMPILED
    }


def test_every_chapter_but_background_and_making_can_be_a_gap_and_they_stand_in_order() -> None:
    chapters = list(dict.fromkeys(gap.chapter for gap in plan().gaps))
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
    assert [p.id for p in found.goals + found.proposals + found.follow_up] == [
        "goal-10",
        "plan-11",
        "follow_up-12",
    ]
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
    assert [(gap.kind, gap.area) for gap in found.gaps if gap.chapter is Chapter.ACTIONS] == [
        (GapKind.NO_HOW, 1),
        (GapKind.NO_WHO, 1),
        (GapKind.NO_PARTNERS, 1),
    ]
    assert found.loose == ()


def test_what_is_about_no_chosen_area_is_loose() -> None:
    found = plan(make_summary(make_theme(1, Gathers.HOW, about="gone"), make_theme(2, Gathers.WHO)))
    assert [p.id for p in found.loose] == ["how-1", "who-2"]
    assert [(gap.kind, gap.area) for gap in found.gaps if gap.chapter is Chapter.ACTIONS] == [
        (GapKind.NO_PARTNERS, None)
    ]


def test_a_whole_plan_lacks_only_what_no_meeting_gathers() -> None:
    area = make_theme(99, Gathers.PRIORITY)
    about = [make_theme(98, kind, about=area.id) for kind in (Gathers.HOW, Gathers.WHO, Gathers.PARTNERS)]
    others = [theme for theme in ONE_OF_EACH if theme.gathers is not Gathers.PRIORITY]
    assert set(plan(make_summary(area, *about, *others)).gaps) == NEVER_GATHERED


def test_problems_alone_are_a_current_state() -> None:
    kinds = {gap.kind for gap in plan(make_summary(make_theme(1, Gathers.PROBLEM))).gaps}
    assert GapKind.NO_CURRENT_STATE not in kinds
    assert not plan(make_summary(make_theme(1, Gathers.PROBLEM))).empty


def test_a_meeting_that_nobody_compiled_is_a_gap_and_still_counts() -> None:
    found = plan(make_summary(make_theme(1, Gathers.PRIORITY), meeting=4, compiled=False))
    assert Gap(Chapter.MAKING, GapKind.MEETING_NOT_COMPILED, meeting=4) in found.gaps
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
    parts = [found.needs, found.strengths, found.gaps_found, found.problems, found.technology, found.loose]
    parts += [found.goals, found.proposals, found.follow_up]
    ids = [passage.id for part in parts for passage in part] + [area.id for area in found.areas]
    assert sorted(ids) == sorted(f"{kind}-{number}" for number, kind in enumerate(kinds))
