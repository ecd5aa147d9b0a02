"""A snapshot says what the dataclass says, and comes back the same."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.composition import check_composition
from meetings.lessons import Answerer, ClosingAnswer, Usefulness
from meetings.notes import Note, Source
from meetings.plan import Plan, draft_plan
from meetings.programme import Gathers, Group, Perspective, Template
from meetings.prompts import Guide, build_guide
from meetings.report import NetworkFacts, Report, compile_report
from meetings.snapshot import canonical_json, fingerprint, from_data, to_data
from meetings.summary import Summary, Theme, ThemeRef
from tests.meetings.factories import GARDEN, make_summary, make_theme

SUMMARY = make_summary(
    *(make_theme(number, kind, 2, about="priority-6") for number, kind in enumerate(Gathers, start=1)),
    unsorted=(Source("n9", "norr", 1, 9),),
)
NATIONAL = make_summary(make_theme(1, Gathers.SUPPORT, 2, networks=("norr", "åmål")), network=None, missing=("öster",))
GUIDE = build_guide(GARDEN, ["fruit", "store"], network="norr", meeting=4, last=SUMMARY, national=NATIONAL)
PLAN = draft_plan(GARDEN, "norr", [SUMMARY], check_composition([(Perspective.CARER,)], GARDEN.group))
FACTS = NetworkFacts("norr", "Norr", "Byn", "Länet", 4, ((Perspective.CARER, 2),), 3, 2, 5, (("Vatten", ()),))
ANSWERS = [
    ClosingAnswer(f"a{n}", ("norr", "åmål")[n % 2], Answerer.MEMBER, Usefulness.MUCH, "Fikat.", quotable=True)
    for n in range(5)
]
REPORT = compile_report(GARDEN, [FACTS], [NATIONAL], answers=ANSWERS)


@pytest.mark.parametrize(
    ("cls", "whole"),
    [
        (Template, GARDEN),
        (Guide, GUIDE),
        (Summary, SUMMARY),
        (Summary, NATIONAL),
        (Plan, PLAN),
        (Report, REPORT),
    ],
)
def test_what_is_stored_comes_back_the_same(cls: type[object], whole: object) -> None:
    text = canonical_json(to_data(whole))
    again = from_data(cls, json.loads(text))
    assert again == whole
    assert canonical_json(to_data(again)) == text


@given(st.builds(Note, perspective=st.none() | st.sampled_from(Perspective)))
def test_any_text_survives(note: Note) -> None:
    assert from_data(Note, json.loads(canonical_json(to_data(note)))) == note


def test_related_themes_come_back_as_they_were() -> None:
    theme = Theme("t", 1, "q", Gathers.GAP, "T", "", "", (), None, (ThemeRef("norr", 1, 2, "Ö"),))
    assert from_data(Theme, to_data(theme)) == theme


def test_the_canonical_form_has_sorted_keys_indent_one_and_a_final_newline() -> None:
    assert canonical_json({"ö": 1, "a": ["å", None]}) == '{\n "a": [\n  "å",\n  null\n ],\n "ö": 1\n}\n'


def test_the_fingerprint_is_that_of_the_bytes() -> None:
    assert fingerprint({}) == "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1}) != fingerprint({"a": 1, "b": 3})


def test_a_field_that_is_missing_takes_its_default() -> None:
    assert from_data(Source, {"note_id": "n", "network": "norr", "meeting": 1, "note": 2}).theme is None


FAULTS: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (
        lambda d: d["themes"][2]["sources"][0].update(note="4"),
        r"themes\[2\].sources\[0\].note: expected a whole",
    ),
    (
        lambda d: d["themes"][1].update(gathers="dreams"),
        r"themes\[1\].gathers: 'dreams' is none of support, ",
    ),
    (lambda d: d["themes"][0].pop("title"), r"themes\[0\].title: missing"),
    (lambda d: d["themes"][0].update(colour="red"), r"themes\[0\].colour: unknown field"),
    (lambda d: d["themes"].append(None), r"themes\[12\]: expected an object, found null"),
    (lambda d: d.update(themes={}), r"^themes: expected a list, found an object"),
    (lambda d: d.update(version=True), r"^version: expected a whole number, found true or false"),
    (lambda d: d.update(compiled=1), r"^compiled: expected true or false, found a whole number"),
    (lambda d: d.update(network=7), r"^network: expected a text"),
    (lambda d: d.update(steps=None), r"^steps: expected a list, found null"),
    (lambda d: d.update(steps=["seed", 2]), r"^steps\[1\]: expected a text"),
]


@pytest.mark.parametrize(("spoil", "message"), FAULTS)
def test_a_fault_is_named_by_its_path(spoil: Callable[[dict[str, Any]], object], message: str) -> None:
    data = json.loads(canonical_json(to_data(SUMMARY)))
    spoil(data)
    with pytest.raises(ValueError, match=message):
        from_data(Summary, data)


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_what_is_no_object_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"^the whole: expected an object"):
        from_data(Group, data)


def test_a_pair_needs_two_values() -> None:
    data = json.loads(canonical_json(to_data(REPORT)))
    data["networks"][0]["perspectives"][0].append(1)
    with pytest.raises(ValueError, match=r"networks\[0\].perspectives\[0\]: expected 2 values, found 3"):
        from_data(Report, data)


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="date"):
        to_data(date(2026, 3, 1))
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))
