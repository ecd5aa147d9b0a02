"""A guide carries what was said before to where it belongs, and loses nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.notes import Source
from meetings.programme import Gathers, Step
from meetings.prompts import MOST_CARRIED, Basis, Guide, Origin, build_guide
from meetings.summary import Summary, compile_summary
from meetings.themes import sortings_from_suggestions
from tests.meetings.factories import GARDEN, NEEDS, make_notes, make_summary, make_theme


def guide(*steps: str, last: Summary | None = None, national: Summary | None = None, meeting: int = 2) -> Guide:
    return build_guide(GARDEN, steps, network="norr", meeting=meeting, last=last, national=national)


def carried(found: Guide) -> dict[str, list[str]]:
    return {prompt.question: [theme.theme_id for theme in prompt.carried] for prompt in found.prompts}


def test_the_first_meeting_says_nothing_of_a_summary() -> None:
    first = guide("seed", meeting=1)
    assert (first.basis, first.unsorted) == (Basis.FIRST, 0)
    assert all(not prompt.carried and not prompt.national for prompt in first.prompts)


def test_a_meeting_after_one_without_notes_says_so() -> None:
    assert guide("sprout").basis is Basis.MISSING


def test_a_shared_summary_and_uncompiled_notes_are_told_apart() -> None:
    unsorted = (Source("n9", "norr", 1, 9),)
    assert guide("sprout", last=make_summary()).basis is Basis.SUMMARY
    assert guide("sprout", last=make_summary(compiled=False)).basis is Basis.NOTES
    assert guide("sprout", last=make_summary(compiled=False, unsorted=unsorted)).unsorted == 1


def test_a_theme_lands_under_the_question_that_builds_on_it() -> None:
    last = make_summary(make_theme(1, Gathers.TECHNOLOGY), make_theme(2, Gathers.HOW), make_theme(3, Gathers.WHO))
    assert carried(guide("fruit", "store", last=last)) == {
        "how": ["technology-1"],  # no question builds on it
        "who": [],
        "bodies": [],
        "aim": ["how-2", "who-3"],
        "whole": [],
        "check": [],
    }


def test_a_theme_that_no_question_claims_lands_under_the_first() -> None:
    last = make_summary(make_theme(1, Gathers.GOAL), make_theme(2, Gathers.SUPPORT))
    assert carried(guide("sprout", last=last)) == {"lacks": ["goal-1", "support-2"], "tools": []}


def test_a_theme_goes_to_the_first_of_two_questions_that_build_on_it() -> None:
    last = make_summary(make_theme(1, Gathers.GAP), meeting=2)
    assert carried(guide("bloom", last=last))["choice"] == ["gap-1"]


def test_a_long_list_is_cut_to_the_weightiest_and_the_rest_counted() -> None:
    last = make_summary(*(make_theme(number, Gathers.SUPPORT, weight=number % 5) for number in range(1, 13)))
    prompt = guide("sprout", last=last).prompts[0]
    assert [(theme.weight, theme.number) for theme in prompt.carried] == [
        (4, 4), (4, 9), (3, 3), (3, 8), (2, 2), (2, 7), (2, 12),
    ]  # fmt: skip
    assert (len(prompt.carried), prompt.left_out) == (MOST_CARRIED, 5)


def test_a_carried_theme_tells_how_many_notes_stand_behind_it_and_which() -> None:
    (theme,) = guide("sprout", last=make_summary(make_theme(1, Gathers.SUPPORT, 3))).prompts[0].carried
    assert (theme.origin, theme.weight, theme.networks, theme.meeting) == (Origin.OWN, 3, 1, 1)
    assert [source.mark for source in theme.sources] == ["M1·T1·N1", "M1·T1·N2", "M1·T1·N3"]


def test_national_themes_are_carried_as_counts_without_other_networks_notes() -> None:
    themes = [make_theme(n, Gathers.SUPPORT, 6, networks=("norr", "söder", "öster")) for n in range(1, 10)]
    prompt = guide("sprout", national=make_summary(*themes, network=None)).prompts[0]
    assert {(t.origin, t.weight, t.networks, t.sources) for t in prompt.national} == {(Origin.NATIONAL, 6, 3, ())}
    assert (prompt.carried, len(prompt.national), prompt.national_left_out) == ((), MOST_CARRIED, 2)


def test_merged_steps_share_one_opening_and_one_closing() -> None:
    boxes = [box.title for box in guide("fruit", "store").time_boxes]
    assert boxes == [
        "fruit börjar", "Fråga how", "fruit paus", "Fråga who", "Fråga bodies",
        "Fråga aim", "store paus", "Fråga whole", "Fråga check", "store slutar",
    ]  # fmt: skip
    assert guide("fruit", "store").minutes == 10 + 6 * 20 + 2 * 5 + 15


def test_a_single_step_keeps_its_boxes_as_they_are() -> None:
    assert guide("bloom").time_boxes == GARDEN.step("bloom").time_boxes


@pytest.mark.parametrize("variant", ["five", "four"])
def test_every_variant_asks_every_question_once(variant: str) -> None:
    guides = [guide(*steps, meeting=n) for n, steps in enumerate(GARDEN.variant(variant).meetings, start=1)]
    asked = [prompt.question for found in guides for prompt in found.prompts]
    assert asked == [question.key for step in GARDEN.steps for question in step.questions]
    assert all(prompt.minutes == 20 for found in guides for prompt in found.prompts)


def test_a_merged_meeting_says_what_both_steps_are_for() -> None:
    both = guide("fruit", "store")
    assert both.title == "Steg fruit · Steg store"
    assert both.purposes == ("Syfte fruit", "Syfte store")
    assert both.starting_points == ("Start **fruit**", "Start **store**")
    assert (both.steps, len(both.material)) == (("fruit", "store"), 1)
    assert both.rules_of_dialogue == GARDEN.rules_of_dialogue


def test_no_steps_and_unknown_steps_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one step"):
        guide()
    with pytest.raises(KeyError, match="winter"):
        guide("winter")


@given(
    st.lists(st.tuples(st.sampled_from(Gathers), st.integers(0, 9)), max_size=30),
    st.sampled_from(GARDEN.steps),
)
def test_no_theme_is_lost(drawn: list[tuple[Gathers, int]], step: Step) -> None:
    last = make_summary(*(make_theme(n, kind, weight) for n, (kind, weight) in enumerate(drawn, start=1)))
    found = guide(step.key, last=last)
    assert sum(len(prompt.carried) + prompt.left_out for prompt in found.prompts) == len(drawn)
    assert all(len(prompt.carried) <= MOST_CARRIED for prompt in found.prompts)


@given(st.lists(st.sampled_from(["vatten i juli", "slang", "spade", "frön", "frön i påse", "😀", ""]), max_size=20))
def test_every_source_of_a_carried_theme_is_a_note_of_the_last_summary(texts: list[str]) -> None:
    notes = make_notes(*texts)
    sortings = sortings_from_suggestions(notes, (NEEDS,), GARDEN.concepts)
    last = compile_summary(notes, sortings, (NEEDS,), network="norr", meeting=1, steps=("seed",), compiled=False)
    found = guide("sprout", last=last)
    sources = [s.note_id for p in found.prompts for theme in p.carried for s in theme.sources]
    assert len(sources) == len(set(sources)) == len(notes) - found.unsorted
    assert set(sources) <= {note.id for note in notes}


def test_what_the_network_chose_comes_first_and_in_the_order_chosen() -> None:
    heavy = make_theme(9, Gathers.PRIORITY, weight=8)
    chosen = [replace(make_theme(number, Gathers.PRIORITY), chosen=True) for number in (1, 2)]
    guide = build_guide(GARDEN, ["fruit"], network="norr", meeting=4, last=make_summary(heavy, *chosen, meeting=3))
    assert [theme.theme_id for theme in guide.prompts[0].carried] == ["priority-1", "priority-2", "priority-9"]
