"""A published document in parts: each chapter can be read by itself, and words are found in it."""

from exports.citing import with_references
from exports.document import Heading, Paragraph, Text
from exports.published import SOURCES, chapter_document, chapters_of, find_words
from meetings.facts import Fact, Topic
from tests.exports.factories import make_document
from tests.exports.reading import shown_words


def fact(key: str, source: str) -> Fact:
    return Fact(key, Topic.METHOD, source, "Kort.", "Ja.", "Nej.", "Trädgårdsverket", source, year="2019")


CHAPTERS = chapters_of(
    with_references(
        make_document(
            Heading(2, "1 Vatten"),
            Paragraph((Text("Träd dricker [@regn]."),)),
            Heading(2, "2 Skugga"),
            Paragraph((Text("Det är svalt under träd [@skugga]."),)),
            Heading(2, "3 Jord"),
            Paragraph((Text("Jorden är mörk."),)),
            Heading(2, "4 Referenser"),
            Heading(2, "5 Bilaga"),
            Paragraph((Text("Sist."),)),
        ),
        (fact("regn", "Om regn"), fact("skugga", "Om träd")),
    )
)
WATER, SHADE, SOIL, REFERENCES, _ = CHAPTERS


def words(chapter: object) -> str:
    return shown_words(chapter_document(make_document(), CHAPTERS, chapter))  # type: ignore[arg-type]


def test_a_chapter_by_itself_ends_with_the_references_that_it_cites_under_their_own_numbers() -> None:
    text = words(SHADE)
    assert SOURCES in text
    assert "[2] Trädgårdsverket (2019). Om träd" in text
    assert "Om regn" not in text


def test_a_chapter_that_cites_nothing_has_no_sources_and_the_list_itself_stands_once() -> None:
    assert SOURCES not in words(SOIL)
    assert SOURCES not in words(REFERENCES)
    assert words(REFERENCES).count("Om regn") == 1


def test_a_search_finds_where_all_words_stand() -> None:
    found = find_words(CHAPTERS, "svalt träd")
    assert [(hit.chapter.name, hit.word) for hit in found] == [("Skugga", "svalt")]
    assert not find_words(CHAPTERS, "  ")
