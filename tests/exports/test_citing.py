"""Marks in a text become numbers, and the references stand last, alike in every format."""

from dataclasses import replace

from exports.citing import WITHDRAWN, with_references
from exports.document import Document, Heading, Item, ListBlock, Mark, Paragraph, Table, Text
from exports.guide import guide_document
from exports.markdown import render_markdown
from exports.page import render_page
from exports.plan import plan_document
from exports.report import report_document
from exports.summary import summary_document
from meetings.facts import Fact, Topic
from meetings.plan_content import Section
from meetings.programme import Reference
from tests.exports.factories import (
    CONTEXT,
    NATIONAL,
    NEEDS,
    make_document,
    make_facts,
    make_guide,
    make_plan,
    make_report,
    make_sources,
    make_summary,
    make_theme,
)
from tests.exports.reading import shown_words, words_in_word

SHADE = Fact(
    "skugga",
    Topic.METHOD,
    "Träd ger skugga",
    "Det är svalare under ett träd.",
    "”Träd ger skugga.”",
    "Säg inte hur mycket.",
    "Trädgårdsverket",
    "Om träd",
    year="2019",
    publisher="Lövförlaget",
    url="https://exempel.se/trad",
    read_on="2026-03-14",
)
RAIN = replace(SHADE, key="regn", author="Vädertjänsten", source="Om regn", year="", url="", read_on="")
FACTS = (SHADE, RAIN)


def last_list(document: Document) -> list[str]:
    block = document.blocks[-1]
    assert isinstance(block, ListBlock)
    assert block.numbered
    return ["".join(run.label if isinstance(run, Mark) else run.text for run in item.content) for item in block.items]


def cite(*texts: str) -> Document:
    return with_references(make_document(*(Paragraph((Text(text),)) for text in texts)), FACTS)


def test_references_are_numbered_in_order_of_appearance_and_each_stands_once() -> None:
    made = cite("Det regnar [@regn].", "Det är svalt [@skugga; @regn].")
    assert made.blocks[0] == Paragraph((Text("Det regnar"), Text(" "), Mark("[1]", "referens-1"), Text(".")))
    assert [run.label for run in made.blocks[1].content if isinstance(run, Mark)] == ["[2]", "[1]"]
    assert last_list(made) == [
        "Vädertjänsten (utan år). Om regn. Lövförlaget.",
        "Trädgårdsverket (2019). Om träd. Lövförlaget. Läst 14 mars 2026.",
    ]


def test_a_document_that_cites_nothing_is_left_as_it_is() -> None:
    plain = make_document(Paragraph((Text("Ingen [här] och ingen @där."),)))
    assert with_references(plain, FACTS) is plain


def test_lists_and_tables_cite_too() -> None:
    blocks = (
        ListBlock((Item((Text("En punkt [@skugga]"),)),)),
        Table("Redskap", ("Sak",), (((Text("Kanna [@regn]"),),),)),
    )
    made = with_references(make_document(*blocks), FACTS)
    assert len(last_list(made)) == 2
    assert "[@" not in shown_words(made)


def test_emphasis_around_a_mark_stays() -> None:
    made = with_references(make_document(Paragraph((Text("Viktigt [@regn] nu", strong=True),))), FACTS)
    assert made.blocks[0].content[0] == Text("Viktigt", strong=True)
    assert made.blocks[0].content[-1] == Text(" nu", strong=True)


def test_a_withdrawn_fact_is_said_to_be_withdrawn_and_an_unknown_one_to_be_gone() -> None:
    made = with_references(
        make_document(Paragraph((Text("A [@skugga] B [@okand]"),))), [replace(SHADE, withdrawn=True)]
    )
    assert last_list(made)[0].endswith(WITHDRAWN)
    assert last_list(made)[1] == "Underlaget ”okand” finns inte."


def test_what_is_cited_stands_first_in_the_chapter_of_references() -> None:
    blocks = (
        Paragraph((Text("Det regnar [@regn]."),)),
        Heading(2, "10 Referenser", "kapitel-10"),
        ListBlock((Item((Text("En bok."),)),), numbered=True),
        Heading(2, "Källor"),
        Paragraph((Text("Slut."),)),
    )
    made = with_references(make_document(*blocks), FACTS)
    listed = made.blocks[2]
    assert isinstance(listed, ListBlock)
    assert listed.items[0].anchor == "referens-1"
    assert listed.items[1] == Item((Text("En bok."),))
    assert made.blocks[3:] == blocks[3:]


def test_the_word_that_nothing_is_cited_goes_when_something_is() -> None:
    blocks = (
        Paragraph((Text("Det regnar [@regn]."),)),
        Heading(2, "Referenser"),
        Paragraph((Text("Inga källor."),), "gap"),
        Heading(2, "Källor"),
    )
    made = with_references(make_document(*blocks), FACTS)
    assert "Inga källor." not in shown_words(made)
    assert [type(block) for block in made.blocks] == [Paragraph, Heading, ListBlock, Heading]


def test_word_html_and_markdown_hold_the_same_number_and_the_same_reference() -> None:
    made = cite("Det är svalt [@skugga].")
    html, markdown = render_page(made), render_markdown(made)
    assert '<a class="mark" href="#referens-1">[1]</a>' in html
    assert '<li id="referens-1">' in html
    assert r"[\[1\]](#referens-1)" in markdown
    assert '1. <a id="referens-1"></a>Trädgårdsverket (2019).' in markdown
    word = words_in_word(made)
    assert "Det är svalt [1]." in word
    assert "Trädgårdsverket (2019)." in word
    assert "https://exempel.se/trad" in word


def test_a_guide_tells_what_is_known_and_what_may_be_said() -> None:
    guide = replace(make_guide(), facts=(SHADE,), own_text="Se också [@regn].", cited=(RAIN,))
    made = guide_document(guide, CONTEXT)
    words = shown_words(made)
    assert "Det här vet vi" in words
    assert "Kan inte sägas: Säg inte hur mycket." in words
    assert [line.partition(".")[0] for line in last_list(made)] == ["Vädertjänsten (utan år)", "Trädgårdsverket (2019)"]


def test_a_source_that_a_fact_stands_for_is_not_listed_once_more() -> None:
    references = (Reference("Trädgårdsverket 2019. Om träd"), Reference("Om annat"))
    words = shown_words(guide_document(replace(make_guide(), facts=(SHADE,), references=references), CONTEXT))
    assert "Trädgårdsverket 2019" not in words
    assert "Om annat" in words


def test_a_summary_a_plan_and_a_report_cite() -> None:
    theme = replace(make_theme(1, *make_sources(2)), text="Svalt [@skugga].")
    own = replace(make_summary(theme), facts=FACTS)
    national = replace(own, network=None, submitted=("norr",))
    plan = make_plan(texts=((Section.BACKGROUND, "Det regnar [@regn]."),), facts=FACTS)
    report = make_report(make_facts("norr"))
    rounds = (replace(report.rounds[0], summary=national), *report.rounds[1:])
    for made in (
        summary_document(own, "Möte", [NEEDS], CONTEXT),
        summary_document(national, "Omgång", [NEEDS], NATIONAL),
        plan_document(plan, CONTEXT),
        report_document(replace(report, rounds=rounds, facts=FACTS), NATIONAL),
    ):
        words = shown_words(made)
        assert "[1]" in words, made.title
        assert "[@" not in words, made.title
        assert "Lövförlaget" in words, made.title
