"""What is known, what cites it, and when it should be looked at again."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.facts import Fact, Topic, cited_keys, due, merged, shown_in_guide, texts_in, uncited
from meetings.programme import Gathers
from meetings.prompts import as_members_read_it, build_guide, with_facts
from tests.meetings.factories import GARDEN, make_summary, make_theme

SHADE = Fact(
    "skugga",
    Topic.METHOD,
    "Träd ger skugga",
    "Det är svalare under ett träd.",
    "”Träd ger skugga.”",
    "Säg inte hur mycket.",
    "Trädgårdsverket",
    "Om träd",
    steps=("garden/bloom",),
    themes=("vatten",),
)


def test_a_text_cites_each_key_once_in_order_of_appearance() -> None:
    texts = ["Först [@b; @a-2] och så [@b].", "En [länk] och en @adress.", "Sist [@Fel nyckel]."]
    assert cited_keys(texts) == ("b", "a-2", "Fel nyckel")


def test_a_text_without_its_marks_reads_as_if_nothing_had_stood_there() -> None:
    assert uncited("Träd ger skugga [@skugga], sägs det [@a; @b].") == "Träd ger skugga, sägs det."
    assert uncited("Ingen hänvisning [här].") == "Ingen hänvisning [här]."


def test_every_text_of_a_snapshot_is_read() -> None:
    assert list(texts_in({"a": "x", "b": [{"c": "y"}, 1, None], "d": ["z"]})) == ["x", "y", "z"]


@pytest.mark.parametrize(
    ("checked_on", "today", "is_due"),
    [
        ("", "2026-11-26", True),
        ("2025-11-26", "2026-11-26", True),
        ("2025-11-27", "2026-11-26", False),
        ("2024-12-31", "2026-01-01", True),
        ("2028-02-29", "2029-02-28", False),
        ("2028-02-29", "2029-03-01", True),
        ("2026-11-26", "2026-11-26", False),
    ],
)
def test_a_fact_should_be_checked_after_a_year(checked_on: str, today: str, is_due: bool) -> None:
    assert due(checked_on, date.fromisoformat(today)) is is_due


def test_a_guide_tells_the_facts_of_its_steps_and_of_the_themes_that_it_carries() -> None:
    other = replace(SHADE, key="annat", steps=("orchard/bloom",), themes=())
    gone = replace(SHADE, key="borta", withdrawn=True)
    facts = (other, gone, SHADE)
    assert shown_in_guide(facts, "garden", ["bloom"], []) == (SHADE,), "a step of another template is another step"
    assert shown_in_guide(facts, "garden", ["sprout"], ["Mer Vatten i kannan"]) == (SHADE,)
    assert shown_in_guide(facts, "garden", ["sprout"], ["Mer sol"]) == ()


def test_a_member_reads_no_fact_that_tells_of_a_theme_nobody_has_shared() -> None:
    first, second = (step.key for step in GARDEN.steps[:2])
    theme = replace(make_theme(1, Gathers.GAP), title="Vatten")
    before = replace(make_summary(theme), compiled=False)
    guide = build_guide(GARDEN, [second], network="norr", meeting=2, last=before)
    of_step = replace(SHADE, key="steg", steps=(f"{GARDEN.key}/{second}",), themes=())
    of_theme = replace(SHADE, steps=(f"{GARDEN.key}/{first}",))
    guide = with_facts(guide, GARDEN.key, [of_step, of_theme])
    assert guide.facts == (of_step, of_theme)
    assert as_members_read_it(guide).facts == (of_step,)


def test_of_two_facts_with_one_key_the_first_counts() -> None:
    assert merged([SHADE], [replace(SHADE, title="Annat"), replace(SHADE, key="ny")])[0] is SHADE
