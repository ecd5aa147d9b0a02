"""What holds for every document: its head, its levels, its sources, and that it renders the same everywhere."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from exports.agenda import agenda_document
from exports.document import Document, Heading, Inline, ListBlock, Mark, Paragraph, Table
from exports.guide import guide_document
from exports.normal import normalised
from exports.notes import notes_document
from exports.plan import plan_document
from exports.plan_documents import plan_documents
from exports.report import report_document
from exports.summary import summary_document
from exports.word import render_word
from meetings.agenda import Action, NetworkStanding, Occasion, Point, build_agenda
from meetings.plan_bodies import Body
from meetings.plan_content import Arena, Likelihood, Measure, Proposal, Risk, Section
from meetings.plan_version import Adoption, Outcome, Stamp
from meetings.programme import Perspective, Reference, Step, TimeBox
from meetings.progress import MeetingFacts
from tests.exports.factories import (
    CONTEXT,
    LACKS,
    NATIONAL,
    NEEDS,
    make_action,
    make_area,
    make_carried,
    make_guide,
    make_note,
    make_notes,
    make_passage,
    make_plan,
    make_prompt,
    make_report,
    make_sources,
    make_summary,
    make_theme,
)
from tests.exports.reading import shown_words
from tests.exports.soundness import faults
from tests.exports.test_renderers import assert_same_text

OWN = make_sources(3)
JOINT = make_sources(2, networks=("norr", "soder"))
PLAN = make_plan(
    make_area(1),
    actions=(make_action("hur", *make_sources(1, meeting=5), arena=Arena.REGION), make_action("till", area=2)),
    proposals=(Proposal("p", "att börja", Arena.REGION), Proposal("q", "att fortsätta")),
    measures=(Measure("m", "Antal", "3", "9"),),
    risks=(Risk("r", "Regn", Likelihood.HIGH),),
    considered=(make_passage("annat"),),
    texts=tuple((section, f"Text om {section}.\n\n- en\n- två") for section in Section),
)
PLAN_NOTES = make_notes(
    *make_sources(3), *make_sources(1, meeting=2), *make_sources(2, meeting=4), *make_sources(1, meeting=5)
)
STAMP = Stamp(2, date(2027, 3, 1), "9f3ac1d288e04b7c" * 4, "Ny kostnad.", "Kostnaden saknas.")
PAPERS = plan_documents(PLAN, Body("r", "Region Trädgård", Arena.REGION), CONTEXT, STAMP)
ADOPTED = plan_documents(
    PLAN,
    Body("r", "Region Trädgård", Arena.REGION),
    CONTEXT,
    STAMP,
    Adoption("Nämnden", date(2027, 4, 14), Outcome.APPROVED_WITH_CHANGES, amendments="Punkt 1 utgår."),
)
OWN_GUIDE = replace(
    make_guide(
        replace(make_prompt(make_carried(1, *OWN)), follow_ups=("Och i mörker?",), examples=("Backen <vid> ån.",))
    ),
    own_text="Fika från ett.\n\nHiss finns.",
    references=(Reference("En bok, 2019", "https://exempel.se/bok", "Om jord."), Reference("En film")),
)

STEP = Step("sow", "Så", "Vi sår.", "Marken är varm.", (NEEDS, LACKS), (TimeBox("Så", 45, "needs"),))
FACTS = MeetingFacts(1, date(2027, 3, 1), has_notes=True, submitted=True, sorted_any=False, shared=False)
AGENDA = build_agenda(
    Occasion.AFTER,
    date(2027, 3, 10),
    [
        NetworkStanding("Norrby", FACTS, (Perspective.CARER,)),
        NetworkStanding("Söderby", replace(FACTS, submitted=False)),
        NetworkStanding("Viken", replace(FACTS, submitted=False, has_notes=False)),
        NetworkStanding("Ekby", None),
        NetworkStanding("Ljung", replace(FACTS, submitted=False, has_notes=False, cancelled=True)),
    ],
    points=[Point("Norrby", "Hur?\n\n- när\n- var")],
    actions=[Action("", "Skickar frön", date(2027, 3, 9)), Action("Norrby", "Lånar en spade.")],
    step=STEP,
)

DOCUMENTS = {
    "agenda": agenda_document(AGENDA, 1, NATIONAL),
    "agenda of no networks": agenda_document(build_agenda(Occasion.BEFORE, date(2027, 3, 10), []), 1, NATIONAL),
    "guide": guide_document(make_guide(make_prompt(make_carried(1, *OWN))), CONTEXT, make_notes(*OWN)),
    "guide of one's own": guide_document(OWN_GUIDE, CONTEXT, make_notes(*OWN)),
    "notes": notes_document(1, "Fröet", [NEEDS, LACKS], [make_note(1, "Vatten"), make_note(2, "Sol")], CONTEXT),
    "summary": summary_document(make_summary(make_theme(1, *OWN)), "Fröet", [NEEDS], CONTEXT, make_notes(*OWN)),
    "national summary": summary_document(
        make_summary(make_theme(1, *JOINT), network=None, submitted=("norr", "soder")), "Fröet", [NEEDS], NATIONAL
    ),
    "plan": plan_document(PLAN, CONTEXT),
    "plan to work with": plan_document(PLAN, CONTEXT, PLAN_NOTES),
    **{f"plan for a body: {kind}": paper for kind, paper in PAPERS.items()},
    **{f"adopted plan: {kind}": paper for kind, paper in ADOPTED.items()},
    "report": report_document(make_report(), NATIONAL),
    "report for staff": report_document(
        make_report(), NATIONAL, make_notes(*make_sources(3, networks=("norr", "soder")))
    ),
}
each = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)


def marks_of(document: Document) -> Iterator[Mark]:
    return (run for run in _runs(document) if isinstance(run, Mark))


def _runs(document: Document) -> Iterator[Inline]:
    for block in document.blocks:
        match block:
            case Paragraph():
                yield from block.content
            case ListBlock():
                yield from _flat(item.content for item in block.items)
            case Table():
                yield from _flat(cell for row in block.rows for cell in row)


def _flat(contents: Iterable[tuple[Inline, ...]]) -> Iterator[Inline]:
    for content in contents:
        yield from content


@each
def test_it_reads_the_same_in_every_format(document: Document) -> None:
    assert_same_text(document)


@each
def test_its_word_file_is_sound(document: Document) -> None:
    assert faults(render_word(document)) == []


@each
def test_no_heading_level_is_skipped(document: Document) -> None:
    levels = [1, *(block.level for block in document.blocks if isinstance(block, Heading))]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert 1 not in levels[1:]


@each
def test_every_mark_leads_to_its_source(document: Document) -> None:
    assert list(marks_of(document)) == list(marks_of(normalised(document)))


@each
def test_no_anchor_stands_twice(document: Document) -> None:
    blocks = normalised(document).blocks
    anchors = [block.anchor for block in blocks if isinstance(block, Heading) and block.anchor]
    anchors += [item.anchor for block in blocks if isinstance(block, ListBlock) for item in block.items if item.anchor]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("name", ["guide", "notes", "summary", "national summary"])
def test_no_note_stands_with_a_perspective(name: str) -> None:
    assert "anhörig" not in shown_words(DOCUMENTS[name]).lower()


def test_a_demo_is_marked_and_a_version_told() -> None:
    document = summary_document(make_summary(), "Fröet", [NEEDS], replace(CONTEXT, demo=True, version=2))
    assert document.notice.startswith("Demo")
    assert ("Version", "2") in document.facts


def test_the_programme_is_not_said_twice() -> None:
    assert DOCUMENTS["report"].subtitle == ""
    assert DOCUMENTS["plan"].subtitle == "Odla ihop"


def test_an_agenda_tells_how_each_network_stands_and_what_is_overdue() -> None:
    told = shown_words(DOCUMENTS["agenda"])
    for line in (
        "1 av 4 nätverk har lämnat in.",
        "Har träffats men inte lämnat in: Söderby.",
        "Skulle ha träffats, men har inga anteckningar: Viken (måndag 1 mars).",
        "Har ingen dag än: Ekby.",
        "Har ställt in mötet: Ljung.",
        "Nka: Skickar frön, senast tisdag 9 mars (dagen har passerat).",
        "Norrby: Lånar en spade.",
        "Nästa mötesomgång",
    ):
        assert line in told
