"""The guide on paper: purpose, question, what was said before, room to write."""

from dataclasses import replace

import pytest

from exports.document import Document, Heading, ListBlock, PageBreak, WritingSpace
from exports.guide import guide_document
from exports.page import render_page
from meetings.programme import Reference
from meetings.prompts import Basis, Guide
from tests.exports.factories import CONTEXT, make_carried, make_guide, make_notes, make_prompt, make_sources
from tests.exports.reading import rows_of, shown_words


def words(guide: Guide) -> str:
    return shown_words(guide_document(guide, CONTEXT))


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def test_it_holds_what_a_leader_needs_in_order() -> None:
    assert headings(guide_document(make_guide(), CONTEXT)) == [
        "Utgångspunkt",
        "Så samtalar vi",
        "Underlag och material",
        "Fråga 1. Det som saknas",
    ]


def test_the_time_table_names_the_questions() -> None:
    assert rows_of(guide_document(make_guide(), CONTEXT), "Tidsplan") == [
        ["Välkommen", "10 min"],
        ["Fråga 1: Det som saknas", "40 min"],
        ["Sammanlagt", "50 min"],
    ]


def test_a_carried_theme_has_its_count_and_one_mark() -> None:
    guide = make_guide(make_prompt(make_carried(3, *make_sources(2, theme=3)), left_out=2))
    assert "Ur vår sammanställning: Tema 3 (2 anteckningar) M1·T3 och 2 teman till" in words(guide)


def test_notes_that_nobody_compiled_are_not_called_a_summary() -> None:
    guide = make_guide(make_prompt(make_carried(3, *make_sources(2, theme=3))), basis=Basis.NOTES)
    assert "Ur våra anteckningar (ännu inte sammanställda): Tema 3" in words(guide)
    assert "Ur vår sammanställning" not in words(guide)


def test_a_guide_without_own_notes_may_stand_on_other_networks() -> None:
    guide = make_guide(make_prompt(national=(make_carried(7),)), basis=Basis.MISSING)
    assert "är inte inlämnade. Guiden bygger på mallen och det andra nätverk har sagt." in words(guide)
    assert "bara på mallen" not in words(guide)


def test_what_the_network_added_stands_under_its_question_as_its_own() -> None:
    own = replace(make_prompt(make_carried(3)), follow_ups=("Och i mörker?", "Och i snö?"), examples=("Backen.",))
    document = guide_document(replace(make_guide(own), own_text="Fika från ett.\n\nHiss finns."), CONTEXT)
    shown = shown_words(document)
    assert "Nätverkets egna ingångar: Och i mörker? Och i snö? Exempel: Backen. Ur vår" in shown
    assert headings(document)[0] == "Från nätverkets ledare"
    assert "Fika från ett. Hiss finns. Utgångspunkt" in shown


def test_a_guide_without_anything_own_says_nothing_of_it() -> None:
    assert "Nätverkets egna" not in words(make_guide())
    assert "Från nätverkets ledare" not in words(make_guide())


def test_what_the_network_adds_takes_of_the_room_to_write_but_never_all() -> None:
    for added, lines in ((1, 5), (3, 3), (9, 2)):
        prompt = replace(make_prompt(), minutes=50, follow_ups=("Varför?",) * added)
        document = guide_document(make_guide(prompt), CONTEXT)
        assert [block.lines for block in document.blocks if isinstance(block, WritingSpace)] == [lines]


def test_sources_that_the_text_leans_on_stand_with_the_material_and_their_address() -> None:
    cited = Reference("En bok, 2019", "https://exempel.se/bok", "Om jord.", ("sprout",))
    shown = words(replace(make_guide(), references=(cited,)))
    assert "Underlag och material" in shown
    assert "En bok, 2019 (https://exempel.se/bok). Om jord." in shown


def test_other_networks_themes_carry_counts_and_no_marks() -> None:
    guide = make_guide(make_prompt(national=(make_carried(7), make_carried(8))))
    assert "I andra nätverk: Tema 7 (4 nätverk) och Tema 8 (4 nätverk)." in words(guide)


def test_every_question_has_room_to_write() -> None:
    document = guide_document(make_guide(make_prompt(), make_prompt()), CONTEXT)
    assert len([block for block in document.blocks if isinstance(block, WritingSpace)]) == 2


@pytest.mark.parametrize(("minutes", "lines"), [(0, 3), (10, 3), (40, 5), (55, 6), (200, 8)])
def test_the_room_to_write_follows_the_minutes(minutes: int, lines: int) -> None:
    document = guide_document(make_guide(replace(make_prompt(), minutes=minutes)), CONTEXT)
    assert [block.lines for block in document.blocks if isinstance(block, WritingSpace)] == [lines]


def test_it_says_what_it_stands_on() -> None:
    assert "bygger på sammanställningen av möte 2." in words(make_guide(basis=Basis.SUMMARY, meeting=3))
    uncompiled = words(make_guide(basis=Basis.NOTES))
    assert "Ännu inte sammanställt: guiden bygger på de inlämnade anteckningarna från möte 1." in uncompiled
    assert "är inte inlämnade. Guiden bygger bara på mallen." in words(make_guide(basis=Basis.MISSING))
    assert "4 anteckningar ligger inte i något tema." in words(make_guide(unsorted=4))


def test_the_first_meeting_says_nothing_of_one_before() -> None:
    shown = words(make_guide(basis=Basis.FIRST, meeting=1))
    assert "bygger på" not in shown
    assert "möte 0" not in shown


def test_sources_follow_on_a_page_of_their_own() -> None:
    sources = make_sources(2)
    document = guide_document(make_guide(make_prompt(make_carried(1, *sources))), CONTEXT, make_notes(*sources))
    place = next(n for n, block in enumerate(document.blocks) if isinstance(block, PageBreak))
    listed = document.blocks[-1]
    assert headings(document)[-2:] == ["Källor", "Möte 1"]
    assert isinstance(document.blocks[place + 1], Heading)
    assert isinstance(listed, ListBlock)
    assert [item.anchor for item in listed.items] == ["kalla-m1-t1-n1", "kalla-m1-t1-n2"]


def test_material_on_the_web_is_a_link() -> None:
    shown = render_page(guide_document(make_guide(), CONTEXT))
    assert '<a href="https://exempel.se/skrift">Skrift</a> (https://exempel.se/skrift): från biblioteket' in shown
    assert "<li>Papper</li>" in shown
