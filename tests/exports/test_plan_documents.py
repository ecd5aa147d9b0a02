"""Each receiving body gets papers that it can decide on: its own decision first, nobody else's actions."""

import re
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exports.document import Contents, Document, Heading, ListBlock, PageBreak, Paragraph, Table
from exports.pdf import render_pdf
from exports.plan_decision import as_clause, as_sentence
from exports.plan_documents import DocumentKind, plan_documents
from meetings.plan_bodies import Body
from meetings.plan_content import Arena, Chapter, Cost, DecisionForm, Measure, Proposal, Section
from meetings.plan_version import Adoption, Outcome, Stamp
from tests.exports.factories import CONTEXT, make_action, make_area, make_passage, make_plan, make_sources
from tests.exports.reading import rows_of, shown_words

TOWN = Body("t", "Norrby kommun", Arena.MUNICIPALITY)
REGION = Body("r", "Region Trädgård", Arena.REGION)
CLUB = Body("c", "Odlarföreningen", Arena.CIVIL_SOCIETY)
STAMP = Stamp(3, date(2027, 3, 1), "9f3ac1d288e04b7c" * 4)
DECISION = Adoption("Socialnämnden", date(2027, 4, 14), Outcome.APPROVED, "42", "SN 2027/118")
PLAN = make_plan(
    make_area(1, who=(make_passage("regionens vem"),)),
    actions=(
        make_action("kommun-1", *make_sources(1, meeting=5), arena=Arena.MUNICIPALITY),
        make_action("kommun-2", arena=Arena.MUNICIPALITY, cost=Cost.WITHIN_BUDGET),
        make_action("kommun-3", arena=Arena.MUNICIPALITY),
        make_action("region-1", arena=Arena.REGION),
        make_action("region-2", arena=Arena.REGION),
        make_action("ideell-1", arena=Arena.CIVIL_SOCIETY),
    ),
    proposals=(
        Proposal("p", "Kommunen bygger en bänk.", Arena.MUNICIPALITY),
        Proposal("q", "att köpa jord", Arena.MUNICIPALITY),
        Proposal("r", "Regionen betalar vatten.", Arena.REGION),
        Proposal("s", "Föreningen håller kurs.", Arena.CIVIL_SOCIETY),
    ),
)


def papers(body: Body, plan: object = PLAN, stamp: Stamp | None = STAMP) -> dict[DocumentKind, Document]:
    return dict(plan_documents(plan, body, CONTEXT, stamp))  # type: ignore[arg-type]


def page_one(document: Document) -> Document:
    blocks = document.blocks[: document.blocks.index(Contents())]
    return replace(document, blocks=blocks)


@pytest.mark.parametrize(
    ("body", "own", "others"), [(TOWN, "kommun", ("region", "ideell")), (REGION, "region", ("kommun", "ideell"))]
)
@pytest.mark.parametrize("kind", DocumentKind)
def test_no_paper_holds_anybody_elses_actions_or_decision(
    kind: DocumentKind, body: Body, own: str, others: tuple[str, ...]
) -> None:
    words = shown_words(papers(body)[kind])
    assert not [other for other in others if f"Rubrik {other}" in words]
    assert "Föreningen håller kurs" not in words
    assert ("Regionen betalar vatten" in words) is (body is REGION)
    if kind is not DocumentKind.COVER_LETTER:
        assert f"Rubrik {own}-1" in words


def test_page_one_is_the_proposed_decision_with_who_which_version_and_its_mark() -> None:
    first = page_one(papers(TOWN)[DocumentKind.PLAN])
    assert [block.text for block in first.blocks if isinstance(block, Heading)] == ["Förslag till beslut"]
    words = shown_words(first)
    assert "Till: Norrby kommun Version: 3, 1 mars 2027 Kontrollkod: 9f3a c1d2 88e0 4b7c" in words
    assert words.endswith(
        "Nätverket föreslår att Norrby kommun fattar detta beslut: Kommunen bygger en bänk. "
        "Norrby kommun beslutar att köpa jord."
    )


def test_the_points_stand_as_clauses_where_the_network_has_chosen_so() -> None:
    words = shown_words(page_one(papers(TOWN, replace(PLAN, form=DecisionForm.CLAUSES))[DocumentKind.PLAN]))
    assert words.endswith("Norrby kommun beslutar: att kommunen bygger en bänk att köpa jord")


@pytest.mark.parametrize(
    ("written", "clause", "sentence"),
    [
        ("Kommunen bygger.", "att kommunen bygger", "Kommunen bygger."),
        ("Att bygga", "att bygga", "Norrby kommun beslutar att bygga."),
        ("Norrby kommun bygger", "att Norrby kommun bygger", "Norrby kommun bygger."),
        ("IT-enheten bygger.", "att IT-enheten bygger", "IT-enheten bygger."),
        (
            "I maj byggs det. Det kostar 2 kr.",
            "att i maj byggs det. Det kostar 2 kr.",
            "I maj byggs det. Det kostar 2 kr.",
        ),
        ("", "att ", "."),
    ],
)
def test_a_point_reads_in_both_forms_whichever_way_it_was_written(written: str, clause: str, sentence: str) -> None:
    assert (as_clause(written, TOWN), as_sentence(written, TOWN)) == (clause, sentence)


def test_what_others_decide_is_counted_and_not_told() -> None:
    words = shown_words(papers(TOWN)[DocumentKind.PLAN])
    said = "två insatser som regionen beslutar om och en insats som civilsamhället beslutar om. De står inte här"
    assert f"Nätverkets plan har också {said}" in words
    assert "Nätverkets plan har också" not in shown_words(papers(TOWN, make_plan())[DocumentKind.PLAN])


def test_the_text_is_clean_and_what_is_missing_stands_in_the_appendix_by_its_chapter() -> None:
    plan = papers(TOWN)[DocumentKind.PLAN]
    matter, _, appendix = shown_words(plan).rpartition("Bilaga: Det som saknas")
    assert "M5·T1·N1" not in matter
    assert "Nätverket har inget underlag" not in matter
    assert not [b for b in plan.blocks if isinstance(b, Paragraph) and b.style == "gap"]
    assert "Riskerna är inte beskrivna." in appendix
    chapters = [block.text for block in plan.blocks if isinstance(block, Heading) and block.level == 2]
    numbered = [text for text in chapters if text[0].isdigit()]
    assert [text.split()[0] for text in numbered] == [str(n) for n in range(1, len(numbered) + 1)]
    assert "1 Sammanfattning" in numbered
    assert not [text for text in numbered if "Risker" in text]
    assert any("Insatser" in row[0] for row in rows_of(plan, "Det som saknas i planen"))


@pytest.mark.parametrize("kind", [DocumentKind.COVER_LETTER, DocumentKind.MATERIAL, DocumentKind.ONE_PAGE])
def test_no_other_paper_speaks_of_what_is_missing_or_of_notes(kind: DocumentKind) -> None:
    words = shown_words(papers(TOWN)[kind])
    assert "saknas i planen" not in words
    assert "är inte beskriv" not in words
    assert "M5·T1·N1" not in words


def test_the_material_has_the_headings_of_a_staff_report_where_the_plan_says_something() -> None:
    def headings(plan: object) -> list[str]:
        blocks = papers(TOWN, plan)[DocumentKind.MATERIAL].blocks
        return [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]

    texts = ((Section.CHILDREN, "Barnen leker."), (Section.ECONOMY, "Det kostar lite."))
    full = replace(PLAN, texts=texts, measures=(Measure("m", "Antal bänkar"),))
    assert headings(full) == [
        "Förslag till beslut",
        "Ärendet",
        "Bakgrund",
        "Nätverkets bedömning",
        "Insatser",
        "Konsekvenser",
        "Ekonomi",
        "Uppföljning",
    ]
    assert "Konsekvenser" not in headings(PLAN)


def test_how_many_notes_stand_behind_an_area_is_in_the_plan_and_not_in_the_material() -> None:
    counts = "Anteckningar bakom varje område"
    made = papers(TOWN)
    assert counts in shown_words(made[DocumentKind.PLAN])
    assert counts not in shown_words(made[DocumentKind.MATERIAL])
    assert "Prioriterade områden" in shown_words(made[DocumentKind.MATERIAL])


def test_a_plan_that_was_sent_back_says_why_on_top() -> None:
    stamp = replace(STAMP, returned="Kostnaden saknas.", reason="Insats 2 har en kostnad.")
    made = papers(TOWN, stamp=stamp)
    for kind, document in ((k, made[k]) for k in (DocumentKind.PLAN, DocumentKind.COVER_LETTER)):
        words = shown_words(document)
        assert 0 < words.index("Kostnaden saknas.") < words.index("Kommunen bygger en bänk."), kind
        assert "Insats 2 har en kostnad." in words


def test_an_adopted_plan_shows_body_day_and_paragraph_and_no_proposal() -> None:
    adoption = replace(DECISION, outcome=Outcome.APPROVED_WITH_CHANGES, amendments="Bänken blir grön.")
    made = plan_documents(PLAN, TOWN, CONTEXT, STAMP, adoption)
    assert set(made) == {DocumentKind.PLAN, DocumentKind.ONE_PAGE}
    for document in made.values():
        words = shown_words(document)
        assert (
            "Beslutad av: Socialnämnden Beslutsdatum: 14 april 2027 Paragraf: § 42 Diarienummer: SN 2027/118" in words
        )
        assert "Förslag" not in document.title
        assert "Kommunen bygger en bänk" not in words
        assert "inte beslutad" not in words
    assert "Bänken blir grön." in shown_words(page_one(made[DocumentKind.PLAN]))


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if not outcome.adopts])
def test_a_plan_that_is_not_adopted_keeps_its_proposal(outcome: Outcome) -> None:
    made = plan_documents(PLAN, TOWN, CONTEXT, STAMP, replace(DECISION, outcome=outcome))
    assert made == plan_documents(PLAN, TOWN, CONTEXT, STAMP)


def test_without_a_stamp_it_is_a_draft_and_says_so() -> None:
    for document in papers(TOWN, stamp=None).values():
        assert document.notice.endswith("Utkast: planen är inte beslutad.")
        assert "Version" not in dict(document.facts)


def test_the_files_are_dated_the_day_that_the_version_was_made() -> None:
    assert {document.dated for document in papers(TOWN).values()} == {STAMP.made_on}


def test_a_body_without_a_proposed_decision_is_told_so() -> None:
    for kind, paper in papers(TOWN, make_plan()).items():
        assert ("inte formulerat" in shown_words(paper)) is (kind is DocumentKind.PLAN)
    assert "inte formulerat något förslag till beslut för Norrby kommun" in shown_words(
        papers(TOWN, make_plan())[DocumentKind.PLAN]
    )


def test_every_chapter_that_is_filled_begins_after_the_contents_on_a_page_of_its_own() -> None:
    blocks = papers(TOWN)[DocumentKind.PLAN].blocks
    after = blocks[blocks.index(Contents()) + 1 :]
    assert isinstance(after[0], PageBreak)
    assert after[1] == Heading(2, "1 Sammanfattning", "kapitel-1")
    titles = [block.text.partition(" ")[2] for block in after if isinstance(block, Heading) and block.level == 2]
    assert len(titles) == len(set(titles)) <= len(Chapter) + 2


LONG = "Ett mycket långt ord om trädgården och allt som växer i den under hela året. " * 12


def pages_in(file: bytes) -> int:
    """How many pages a PDF has; its objects lie packed in streams."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL)
    return sum(len(re.findall(rb"/Type\s*/Page\b", unpacked)) for unpacked in map(_unpacked, packed))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.pdf
@pytest.mark.parametrize("adoption", [None, replace(DECISION, responsible=LONG, valid_until=date(2030, 1, 1))])
@pytest.mark.parametrize("text", [LONG, "Kort titel på en rad"])
def test_one_page_is_one_page_however_much_the_plan_holds(text: str, adoption: Adoption | None) -> None:
    plan = make_plan(
        *(replace(make_area(n), title=text) for n in range(1, 16)),
        actions=tuple(
            replace(make_action(f"a{n}", arena=Arena.MUNICIPALITY), title=text, responsible=text) for n in range(40)
        ),
        proposals=tuple(Proposal(f"p{n}", text, Arena.MUNICIPALITY) for n in range(20)),
        measures=tuple(Measure(f"m{n}", text, target=text) for n in range(20)),
        texts=((Section.SUMMARY, text),),
    )
    body, context = replace(TOWN, name=f"Kommunen {text}"), replace(CONTEXT, network=text[:250], demo=True)
    document = plan_documents(plan, body, context, STAMP, adoption)[DocumentKind.ONE_PAGE]
    file = render_pdf(document, Path("bln/static/vendor/fonts"))
    assert pages_in(file) == 1


def test_a_point_of_a_decision_is_told_whole_or_counted() -> None:
    points = tuple(Proposal(f"p{n}", f"Punkt {n}: {LONG}", Arena.MUNICIPALITY) for n in range(3))
    document = papers(TOWN, make_plan(proposals=points))[DocumentKind.ONE_PAGE]
    assert "Förslaget har 3 punkter i planen." in shown_words(document)
    assert not [b for b in document.blocks if isinstance(b, ListBlock) and b.numbered]


def test_no_cost_is_blank_in_the_table_of_a_bodys_actions() -> None:
    plan = papers(TOWN)[DocumentKind.PLAN]
    assert [row[3] for row in rows_of(plan, "Insatser för kommunen")] == ["Ej beräknat", "Ryms inom ram", "Ej beräknat"]
    assert not [b for b in plan.blocks if isinstance(b, Table) and b.caption in ("Insatser för regionen",)]
