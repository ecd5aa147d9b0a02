"""What a network makes its own lies over any guide of the meeting, and the minutes still sum up."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from meetings.adaptation import Adaptation, OwnPrompt, OwnTime, adapted, box_keys, compiled_boxes, wanted_length
from meetings.programme import Reference, TimeBox
from meetings.prompts import Guide, build_guide
from meetings.snapshot import from_data, to_data
from meetings.summary import Summary
from tests.meetings.factories import GARDEN, make_summary

OWN = Adaptation(
    text="Ta med stövlar.",
    prompts=(OwnPrompt("lacks", ("Vad saknas längst bort?", "Och i vår?"), ("Pumpen vid grinden.",)),),
    times=(OwnTime("lacks", 35), OwnTime("sprout paus #1", 0)),
)


def guide(*steps: str, last: Summary | None = None) -> Guide:
    return build_guide(GARDEN, steps or ("sprout",), network="norr", meeting=2, last=last)


def test_own_prompts_lie_under_their_question_in_their_order() -> None:
    lacks, tools = adapted(guide(), OWN).prompts
    assert lacks.follow_ups == ("Vad saknas längst bort?", "Och i vår?")
    assert lacks.examples == ("Pumpen vid grinden.",)
    assert (tools.follow_ups, tools.examples) == ((), ())


def test_other_minutes_reach_the_question_and_the_length_and_a_pause_may_go() -> None:
    found = adapted(guide(), OWN)
    assert [(box.question or box.title, box.minutes) for box in found.time_boxes] == [
        ("sprout börjar", 10),
        ("lacks", 35),
        ("tools", 20),
        ("sprout slutar", 15),
    ]
    assert found.prompts[0].minutes == 35
    assert (guide().minutes, found.minutes, wanted_length(found)) == (70, 80, 70)


def test_the_length_wanted_is_the_meetings_own_when_it_is_known() -> None:
    assert wanted_length(adapted(guide(), OWN), 90) == 90


def test_a_question_is_never_left_out() -> None:
    found = adapted(guide(), Adaptation(times=(OwnTime("lacks", 0),)))
    assert [box.minutes for box in found.time_boxes if box.question == "lacks"] == [0]


def test_what_is_ones_own_survives_a_guide_that_is_built_anew() -> None:
    anew = guide(last=make_summary())
    assert adapted(adapted(guide(), OWN), Adaptation()) == guide(), "taken away, nothing of it is left"
    assert adapted(replace(anew, own_text="annat"), OWN).prompts[0].follow_ups == OWN.prompts[0].follow_ups


def test_laid_over_twice_it_is_laid_over_once() -> None:
    once = adapted(guide(), OWN)
    assert adapted(once, OWN) == once
    assert compiled_boxes(once) == guide().time_boxes


def test_what_belongs_to_no_question_or_box_of_the_guide_is_left_out() -> None:
    stray = Adaptation(prompts=(OwnPrompt("aim", ("Vart?",)),), times=(OwnTime("store paus #1", 30),))
    assert adapted(guide(), stray) == guide()


def test_two_pauses_have_names_of_their_own() -> None:
    boxes = (TimeBox("Paus", 10), TimeBox("Fråga", 20, "lacks"), TimeBox("Paus", 5))
    assert box_keys(boxes) == ("Paus #1", "lacks", "Paus #2")


@given(st.lists(st.integers(1, 480), min_size=5, max_size=5))
def test_the_boxes_always_sum_to_the_length(minutes: list[int]) -> None:
    times = tuple(map(OwnTime, box_keys(guide().time_boxes), minutes))
    found = adapted(guide(), Adaptation(times=times))
    assert found.minutes == sum(minutes) == sum(box.minutes for box in found.time_boxes)
    assert from_data(Guide, to_data(found)) == found


def test_a_guide_that_was_frozen_before_there_was_anything_own_is_still_read() -> None:
    data = to_data(guide())
    assert isinstance(data, dict)
    for name in ("own_text", "compiled_boxes", "references"):
        del data[name]
    assert from_data(Guide, data) == guide()


def test_a_guide_shows_the_references_of_its_steps_but_not_twice_what_is_material() -> None:
    cited = Reference("En bok, 2019", note="om jord", steps=("sprout", "store"))
    other, unplaced = Reference("En film", steps=("seed",)), Reference("En låt")
    step = GARDEN.step("sprout")
    linked = replace(step.material[0], url="https://exempel.se/skrift")
    double = Reference("Skrift", "https://exempel.se/skrift", steps=("sprout",))
    steps = tuple(replace(s, material=(linked,)) if s is step else s for s in GARDEN.steps)
    template = replace(GARDEN, steps=steps, references=(cited, other, unplaced, double))
    assert build_guide(template, ["sprout"], network="norr", meeting=2).references == (cited,)
