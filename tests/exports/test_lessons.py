"""The chapter on lessons, and the table of answers for staff."""

from dataclasses import replace

import pytest

from exports import wording
from exports.document import Document, Item, ListBlock, Text
from exports.lessons import answers_sheet
from exports.report import report_document
from meetings.lessons import Answerer, ClosingAnswer, ClosingQuestion, Lessons, Said, Usefulness, compile_lessons
from meetings.report import ReportGap, ReportGapKind
from tests.exports.factories import NATIONAL, make_report
from tests.exports.reading import rows_of, shown_words

SLUGS = ("norr", "soder", "vaster")
COUNTED = Lessons(7, ("norr", "soder"), ("vaster",), shown=True)


def chapter(lessons: Lessons | None) -> Document:
    return report_document(replace(make_report(), lessons=lessons, gaps=()), NATIONAL)


def words_of(lessons: Lessons | None) -> str:
    """The chapter alone, as its reader sees it."""
    return shown_words(chapter(lessons)).split("9 Lärdomar ")[-1].split(" 10 Referenser")[0]


def test_a_report_without_answers_says_that_the_lessons_are_missing() -> None:
    report = replace(make_report(), gaps=(ReportGap(ReportGapKind.NO_LESSONS),))
    assert "9 Lärdomar Lärdomarna är inte skrivna. 10" in shown_words(report_document(report, NATIONAL))


def test_few_answers_are_counted_and_nothing_more_is_said() -> None:
    few = Lessons(2, ("norr", "soder"), ("vaster",))
    assert words_of(few) == (
        "2 svar från 2 av 3 nätverk. Svaren visas när minst 3 personer från minst 2 nätverk har svarat."
    )


def test_answers_are_counted_with_the_silent_networks_named() -> None:
    text = words_of(replace(COUNTED, by_role=((Answerer.LEADER, 3), (Answerer.MEMBER, 4))))
    assert text.startswith("7 svar från 2 av 3 nätverk. Inga svar har kommit från Västerby.")
    assert "3 från nätverksledare och 4 från deltagare." in text


def test_a_split_that_is_not_shown_is_not_mentioned() -> None:
    assert "nätverksledare" not in words_of(COUNTED)


def test_the_scale_is_a_table_of_words_and_counts() -> None:
    lessons = replace(COUNTED, usefulness=((Usefulness.MUCH, 4), (Usefulness.SOME, None), (None, None)))
    assert rows_of(chapter(lessons), wording.USEFULNESS_QUESTION) == [
        ["Ja, mycket", "4"],
        ["Ja, något", "Visas inte"],
        ["Inget svar på frågan", "Visas inte"],
    ]
    assert "Ett antal visas bara när minst 3 personer" in words_of(lessons)
    whole = replace(COUNTED, usefulness=((Usefulness.MUCH, 4), (Usefulness.SOME, 3)))
    assert "Ett antal visas bara" not in words_of(whole)


def test_words_are_cited_question_by_question() -> None:
    said = Said(ClosingQuestion.HARD, ("Tiden.\n\nOch orden.", "Ålen."), withheld=0, private=0)
    document = chapter(replace(COUNTED, said=(said,)))
    lists = [block for block in document.blocks if isinstance(block, ListBlock)]
    assert ListBlock((Item((Text("”Tiden. Och orden.”"),)), Item((Text("”Ålen.”"),)))) in lists
    assert "Vad har varit svårt?" in words_of(replace(COUNTED, said=(said,)))


@pytest.mark.parametrize(
    ("withheld", "private", "sentence"),
    [
        (1, 0, "Vad har varit svårt? 1 svar citeras inte, det innehåller uppgifter om personer eller nämner"),
        (2, 0, "2 svar citeras inte, de innehåller uppgifter om personer eller nämner ett nätverk."),
        (0, 3, "3 svar får inte citeras."),
        (0, 0, "Vad har varit svårt? Ingen har svarat på frågan."),
    ],
)
def test_what_is_not_cited_is_counted(withheld: int, private: int, sentence: str) -> None:
    assert sentence in words_of(replace(COUNTED, said=(Said(ClosingQuestion.HARD, (), withheld, private),)))


def test_no_network_and_no_role_stands_with_the_words() -> None:
    answers = [
        ClosingAnswer(slug, slug, Answerer.LEADER, worked=f"Svar {n}.", quotable=True) for n, slug in enumerate(SLUGS)
    ]
    text = words_of(compile_lessons(answers, SLUGS, ()))
    cited = text.split("Vad har fungerat bra i nätverket?")[1]
    assert "”Svar 0.” ”Svar 1.” ”Svar 2.”" in cited
    assert not any(name in cited for name in ("Norrby", "Söderby", "Västerby", "ledare", "deltagare"))


def test_every_answer_and_every_question_has_words() -> None:
    assert all(wording.USEFULNESS[step] for step in (*Usefulness, None))
    assert all(wording.CLOSING_QUESTIONS[question].endswith("?") for question in ClosingQuestion)
    assert all(wording.ANSWERERS[role] for role in Answerer)


def test_staff_get_a_table_of_all_words_and_nothing_that_joins_them() -> None:
    answers = [
        ClosingAnswer("1", "norr", Answerer.LEADER, Usefulness.MUCH, "Fikat.", "Tiden.", quotable=True),
        ClosingAnswer("2", "soder", Answerer.MEMBER, None, "Almvik.", quotable=True),
        ClosingAnswer("3", "soder", Answerer.MEMBER, None, advice="Börja smått."),
    ]
    sheet = answers_sheet(answers, ["Almvik"])
    assert sheet.header == ("Fråga", "Svar", "Får citeras")
    assert sheet.rows == (
        ("Vad har fungerat bra i nätverket?", "Almvik.", "citeras inte, kan peka ut någon"),
        ("Vad har fungerat bra i nätverket?", "Fikat.", "får citeras"),
        ("Vad har varit svårt?", "Tiden.", "får citeras"),
        ("Vad vill du råda ett nytt nätverk?", "Börja smått.", "får inte citeras"),
    )
