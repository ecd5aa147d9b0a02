"""Everything that a plan can lack has words for what and for why."""

import pytest

from exports.plan_advice import lack, why
from meetings.plan_content import Section
from meetings.plan_gaps import GapKind
from meetings.plan_ready import BodyLack, Lack


@pytest.mark.parametrize("kind", [*GapKind, *BodyLack])
def test_it_says_what_and_why(kind: GapKind | BodyLack) -> None:
    found = Lack(kind, body="Norrby kommun")
    assert lack(found).endswith(".")
    assert why(found).endswith(".")
    assert "{" not in lack(found) + why(found)


def test_a_text_and_a_meeting_are_named() -> None:
    assert lack(Lack(GapKind.NO_TEXT, section=Section.STAFF)) == "Konsekvenser för personal: texten är inte skriven."
    assert lack(Lack(GapKind.MEETING_NOT_COMPILED, meeting=3)).startswith("Möte 3: ")
    assert why(Lack(GapKind.NO_TEXT, section=Section.STAFF)) != why(Lack(GapKind.NO_TEXT, section=Section.RESOURCES))
