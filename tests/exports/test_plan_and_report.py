"""Plan and report: every chapter is there, gaps are stated as gaps, and counts are honest."""

from dataclasses import replace

import pytest

from exports import wording
from exports.document import Document, Heading, Link, ListBlock, Paragraph, Table, Text
from exports.plan import plan_document
from exports.report import report_document, shown_perspectives
from meetings.perspectives import ThemePerspectives
from meetings.plan import Chapter, Gap, GapKind
from meetings.programme import Gathers, Perspective, Reference
from meetings.report import NetworkFacts, ReportGap, ReportGapKind, RoundResult
from tests.exports.factories import (
    CONTEXT,
    NATIONAL,
    make_area,
    make_facts,
    make_notes,
    make_passage,
    make_plan,
    make_report,
    make_sources,
    make_summary,
    make_theme,
)
from tests.exports.reading import rows_of, shown_words

REPORT_CHAPTERS = [
    "1 Sammanfattning",
    "2 Bakgrund",
    "3 Syfte",
    "4 Genomförande",
    "5 Resultat möte för möte",
    "6 Gemensamma teman",
    "7 Prioriterade områden",
    "8 Lokala planer",
    "9 Lärdomar",
    "10 Referenser",
    "Källor",
]


def chapters(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]


def gaps(document: Document) -> list[str]:
    return [
        "".join(run.text for run in block.content if isinstance(run, Text))
        for block in document.blocks
        if isinstance(block, Paragraph) and block.style == "gap"
    ]


def test_a_plan_has_every_chapter_in_order() -> None:
    numbered = [f"{n} {wording.PLAN_CHAPTERS[chapter]}" for n, chapter in enumerate(Chapter, start=1)]
    assert chapters(plan_document(make_plan(), CONTEXT, {})) == [*numbered, "Det som saknas", "Källor"]


def test_gaps_stand_in_their_chapter_and_in_one_list() -> None:
    document = plan_document(make_plan(make_area(1)), CONTEXT, {})
    assert gaps(document)[:2] == ["Område 1: ingen ansvarig funktion är angiven.", "Riskerna är inte beskrivna."]
    assert rows_of(document, "Det som saknas i planen") == [
        ["10 Risker", "Riskerna är inte beskrivna."],
        ["6 Insatser", "Område 1: ingen ansvarig funktion är angiven."],
    ]


@pytest.mark.parametrize("kind", GapKind)
def test_every_kind_of_gap_has_words(kind: GapKind) -> None:
    assert wording.plan_gap(Gap(Chapter.RISKS, kind)).endswith(".")
    assert wording.plan_gap(Gap(Chapter.RISKS, kind, meeting=3)).startswith("Möte 3: ")


def test_an_area_has_its_reason_and_meeting() -> None:
    document = plan_document(make_plan(make_area(1)), CONTEXT, {})
    assert rows_of(document, "Prioriterade områden") == [
        ["1. Område 1s namn", "Skälet till 1. Möte 4: M4·T1·N1 M4·T1·N2"]
    ]


def test_the_goals_stand_with_the_areas() -> None:
    document = plan_document(make_plan(make_area(1), goals=(make_passage("mål"),)), CONTEXT, {})
    assert "Rubrik mål. Det sägs om mål." in shown_words(document)


def test_an_action_is_never_blank() -> None:
    area = make_area(1, how=(make_passage("hur"),), who=(make_passage("vem"), make_passage("fler")))
    assert rows_of(plan_document(make_plan(area), CONTEXT, {}), "Insatser") == [
        ["Rubrik hur", "Rubrik vem; Rubrik fler", "Inte angivet", "Ej beräknat", "Inte angivet", "Inte angivet"]
    ]


def test_a_plan_tells_who_took_part_without_numbers() -> None:
    text = shown_words(plan_document(make_plan(), CONTEXT, {}))
    assert "Nätverket har 4 deltagare. De deltar som anhöriga och politiker." in text
    assert "Chefer och ledare saknas i nätverket." in text
    assert "3 anhöriga" not in text


def test_a_plan_shows_the_notes_behind_it() -> None:
    notes = make_notes(*make_sources(1), *make_sources(1, meeting=2))
    text = shown_words(plan_document(make_plan(), CONTEXT, notes))
    assert "Möte 1 M1·T1·N1 Ordagrant norr 1 Möte 2 M2·T1·N1 Ordagrant norr 1" in text
    assert "Planen bygger på 2 anteckningar från nätverkets möten." in text


def test_a_report_has_every_chapter_in_order() -> None:
    assert chapters(report_document(make_report(), NATIONAL)) == REPORT_CHAPTERS


def test_a_report_of_nothing_has_every_chapter_too() -> None:
    empty = replace(make_report(), networks=(), rounds=(), common=(), gaps=())
    document = report_document(empty, NATIONAL)
    assert chapters(document) == REPORT_CHAPTERS[:-1]
    assert "Inga områden är prioriterade." in gaps(document)


def test_a_report_counts_honestly_and_names_the_missing() -> None:
    text = shown_words(report_document(make_report(), NATIONAL))
    assert "2 av 3 nätverk har lämnat in. Västerby saknas." in text
    assert "Tema 1. Lyftes i 2 av 2 inlämnade nätverk, i 6 anteckningar. M1·T1" in text
    assert "Rapporten bygger på 6 anteckningar från 1 av 2 mötesomgångar." in text


def test_a_report_states_its_gaps() -> None:
    found = gaps(report_document(make_report(), NATIONAL))
    assert "Mötesomgången har ingen delad sammanställning." in found
    assert "Lärdomarna är inte skrivna." in found
    assert "Inget möte är hållet än." not in found


@pytest.mark.parametrize("kind", ReportGapKind)
def test_every_gap_of_a_report_has_words(kind: ReportGapKind) -> None:
    assert wording.report_gap(ReportGap(kind, None, ("norr",)), NATIONAL.named).endswith(".")


def test_a_report_shows_notes_to_staff_alone() -> None:
    report, notes = make_report(), make_notes(*make_sources(3, networks=("norr", "soder")))
    assert "Ordagrant" not in shown_words(report_document(report, NATIONAL))
    assert "Söderby M1·N3 Ordagrant soder 3" in shown_words(report_document(report, NATIONAL, notes))


def test_the_background_says_when_the_networks_met() -> None:
    first = replace(make_facts("norr"), first_met="2026-02-03", last_met="2026-05-14")
    second = replace(make_facts("soder"), first_met="2026-01-30", last_met="2026-03-02")
    text = shown_words(report_document(make_report(first, second, make_facts("vaster")), NATIONAL))
    assert "6 av 15 möten är hållna. Det första mötet var 30 januari 2026 och det senaste 14 maj 2026." in text


def test_a_single_day_and_unknown_days_are_told_as_such() -> None:
    once = replace(make_facts("norr"), meetings_held=1, first_met="2026-02-03", last_met="2026-02-03")
    assert "1 av 5 möten är hållna. Nätverken träffades 3 februari 2026. 3 Syfte" in shown_words(
        report_document(make_report(once), NATIONAL)
    )
    assert "2 av 5 möten är hållna. 3 Syfte" in shown_words(report_document(make_report(make_facts("norr")), NATIONAL))


def test_the_background_has_a_gap_before_the_first_meeting() -> None:
    waiting = replace(make_facts("norr"), meetings_held=0)
    report = replace(make_report(waiting), gaps=(ReportGap(ReportGapKind.NO_MEETINGS),))
    document = report_document(report, NATIONAL)
    assert "Inget möte är hållet än." in gaps(document)
    assert "möten är hållna" not in shown_words(document)


def test_references_are_numbered_in_their_order_with_addresses() -> None:
    references = (Reference("En bok, 2019.", note="om jord."), Reference("En film", "https://exempel.se/film"))
    document = report_document(replace(make_report(), references=references), NATIONAL)
    (listed,) = [block for block in document.blocks if isinstance(block, ListBlock) and block.numbered]
    assert [item.content for item in listed.items] == [
        (Text("En bok, 2019"), Text(". Om jord.")),
        (Link("En film", "https://exempel.se/film"), Text(".")),
    ]


def test_a_report_without_references_says_so() -> None:
    report = replace(make_report(), gaps=(ReportGap(ReportGapKind.NO_REFERENCES),))
    assert "Inga referenser är angivna." in gaps(report_document(report, NATIONAL))


def priority_report(**more: object) -> Document:
    theme = make_theme(1, *make_sources(1, networks=("norr", "soder", "vaster")), gathers=Gathers.PRIORITY)
    summary = make_summary(theme, network=None, submitted=("norr", "soder", "vaster"))
    report = replace(make_report(), rounds=(RoundResult("seed", "Fröet", "Vi börjar.", summary),), common=(), **more)
    return report_document(report, NATIONAL)


def test_priorities_show_from_how_many_networks_each_perspective_comes() -> None:
    document = priority_report(priorities_seen=(ThemePerspectives("priority-1", (3, None, None, 3, 3)),))
    table = "Prioriterade områden efter perspektiv, antal nätverk"
    assert rows_of(document, table) == [["Tema 1", "3", "Visas inte", "Visas inte", "3", "3"]]
    assert "Anteckningar utan perspektiv räknas inte." in shown_words(document)


def test_priorities_are_not_broken_down_when_no_count_can_be_shown() -> None:
    assert "efter perspektiv, antal nätverk" not in shown_words(priority_report())


def test_areas_that_only_networks_have_chosen_are_not_called_missing() -> None:
    found = gaps(report_document(make_report(), NATIONAL))
    assert any(gap.endswith("Nätverkens egna val står i nästa kapitel.") for gap in found)
    assert "Inga områden är prioriterade." not in found


def test_the_networks_chosen_areas_are_listed() -> None:
    assert rows_of(report_document(make_report(), NATIONAL), "Områden som nätverken har valt") == [
        ["Norrby", "Vatten; Redskap"],
        ["Söderby", "Inga områden valda ännu"],
        ["Västerby", "Inga områden valda ännu"],
    ]


def test_perspectives_show_when_every_cell_is_safe() -> None:
    report = make_report(make_facts("norr", 3, 1), make_facts("soder", 2, 2))
    assert shown_perspectives(report) == ((Perspective.CARER, 5), (Perspective.POLITICIAN, 3))
    table = rows_of(report_document(report, NATIONAL), "Deltagare efter perspektiv, hela landet")
    assert table == [["Anhöriga", "5"], ["Politiker", "3"]]


@pytest.mark.parametrize(
    "networks",
    [
        pytest.param((make_facts("norr", 5, 1), make_facts("soder", 5, 1)), id="two people"),
        pytest.param((make_facts("norr", 5, 4), make_facts("soder", 5, 0)), id="one network"),
        pytest.param((make_facts("norr", 5, 0), make_facts("soder", 5, 0)), id="nobody"),
    ],
)
def test_one_unsafe_cell_of_two_hides_both(networks: tuple[NetworkFacts, ...]) -> None:
    report = make_report(*networks)
    assert shown_perspectives(report) == ()
    assert "perspektiv, hela landet" not in shown_words(report_document(report, NATIONAL))


def test_a_perspective_of_few_is_hidden_with_the_smallest_other() -> None:
    counts = ((Perspective.CARER, 5), (Perspective.PRACTITIONER, 4), (Perspective.POLITICIAN, 1))
    report = make_report(*(replace(make_facts(slug), perspectives=counts) for slug in ("norr", "soder")))
    document = report_document(report, NATIONAL)
    assert rows_of(document, "Deltagare efter perspektiv, hela landet") == [
        ["Anhöriga", "10"],
        ["Yrkesverksamma", "Visas inte"],
        ["Politiker", "Visas inte"],
    ]
    assert "minst 3 deltagare från minst 2 nätverk står bakom det" in shown_words(document)


def test_a_lone_perspective_is_not_broken_down() -> None:
    facts = replace(make_facts("norr"), perspectives=((Perspective.CARER, 9),))
    assert shown_perspectives(make_report(facts, replace(facts, slug="soder"))) == ()


def test_the_reason_for_hiding_stands_only_where_something_is_hidden() -> None:
    assert "står bakom det" not in shown_words(report_document(make_report(), NATIONAL))


def test_the_tables_of_one_page_have_captions_of_their_own() -> None:
    captions = [block.caption for block in report_document(make_report(), NATIONAL).blocks if isinstance(block, Table)]
    assert len(captions) == len(set(captions)) == 4
