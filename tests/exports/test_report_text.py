"""What people have written in a report reads the same in Word, on the page and in Markdown."""

from dataclasses import replace

import pytest

from exports.document import Document
from exports.report import report_document
from exports.report_words import METHOD, passage_title
from meetings.report_text import OWN, Dissent, Passage, ReportChapter, compile_text
from tests.exports.factories import NATIONAL, make_report
from tests.exports.reading import blocks_in_markdown, blocks_in_page, blocks_in_word, shown_words

REPORT = make_report()
COMPILED = compile_text(REPORT, METHOD)
THEME = next(passage for passage in COMPILED.passages if passage.key.startswith("theme-"))
ROUND = next(passage for passage in COMPILED.passages if passage.key.startswith("round-"))


def document(*edited: tuple[str, str], own: tuple[Passage, ...] = (), dissents: tuple[Dissent, ...] = ()) -> Document:
    words = dict(edited)
    passages = tuple(
        replace(passage, text=words.get(passage.key, passage.text), edited=passage.key in words)
        for passage in COMPILED.passages
    )
    return report_document(REPORT, NATIONAL, text=replace(COMPILED, passages=(*passages, *own), dissents=dissents))


def test_a_report_that_nobody_has_written_in_is_what_is_compiled() -> None:
    assert document() == report_document(REPORT, NATIONAL)


def test_every_format_shows_the_same_edited_text() -> None:
    own = Passage(f"{OWN}a", ReportChapter.LESSONS, "Egna ord", "Tack *alla*.\n\n1. ett\n2. två", edited=True)
    made = document(
        ("summary", "Vi **odlar**.\n\n- vatten\n- ljus\n\n[Läs mer](https://example.org/odla)"),
        own=(own,),
        dissents=(Dissent("goal", "norr", "Så var det inte.\n\nAlls."),),
    )
    word = [block for block in blocks_in_word(made) if block[1]]
    assert word == [block for block in blocks_in_page(made) if block[1]]
    assert word == [block for block in blocks_in_markdown(made) if block[1]]


@pytest.mark.parametrize("passage", COMPILED.passages, ids=lambda passage: passage.key)
def test_an_edit_of_every_passage_reaches_the_report(passage: Passage) -> None:
    assert "Det här skrev Nka." in shown_words(document((passage.key, "Det här skrev Nka.")))


def test_an_edit_takes_the_place_of_what_was_compiled_and_leaves_the_counts() -> None:
    words = shown_words(document((THEME.key, "Vi vill ha vatten.")))
    assert THEME.text not in words
    assert "Vi vill ha vatten. Lyftes i 2 av 2 inlämnade nätverk, i 6 anteckningar." in words


def test_an_own_passage_stands_last_in_its_chapter_with_its_heading() -> None:
    own = Passage(f"{OWN}a", ReportChapter.BACKGROUND, "Egna ord", "Tack.", edited=True)
    words = shown_words(document(own=(own,)))
    assert "hållna. Egna ord Tack. 3 Syfte" in words


def test_another_opinion_stands_beside_its_passage_with_the_networks_name() -> None:
    words = shown_words(document(dissents=(Dissent(ROUND.key, "norr", "Så var det inte."),)))
    name = NATIONAL.named(["norr"])
    assert f"{ROUND.text} Nätverket i {name} har en annan mening: Så var det inte." in words


def test_passages_have_titles_of_their_own() -> None:
    titles = {passage.key: passage_title(passage) for passage in COMPILED.passages}
    assert (titles["summary"], titles["goal"], titles[THEME.key]) == ("Sammanfattning", "Mål", THEME.title)
