"""Plan and report: every chapter is there, gaps are stated as gaps, and counts are honest."""

from dataclasses import replace

import pytest

from exports import plan_wording, wording
from exports.document import Chart, Document, Heading, Link, ListBlock, Paragraph, Table, Text
from exports.plan import plan_document
from exports.report import report_document
from meetings.perspectives import ThemePerspectives
from meetings.plan_content import Arena, Chapter, Cost, Likelihood, Measure, Proposal, Risk, Section
from meetings.plan_gaps import Gap, GapKind
from meetings.programme import Gathers, Perspective, Reference
from meetings.report import NetworkFacts, ReportGap, ReportGapKind, RoundResult, shown_members
from tests.exports.factories import (
    CONTEXT,
    NATIONAL,
    make_action,
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


def test_a_plan_has_every_chapter_in_order_and_its_appendices_last() -> None:
    numbered = [f"{n} {plan_wording.PLAN_CHAPTERS[chapter]}" for n, chapter in enumerate(Chapter, start=1)]
    assert chapters(plan_document(make_plan(), CONTEXT)) == [*numbered, "Bilaga: Det som saknas", "Bilaga: Källor"]
    assert chapters(plan_document(make_plan(), CONTEXT, {})) == [*numbered, "Bilaga: Det som saknas", "Källor"]


def test_the_version_that_is_handed_in_has_gaps_and_marks_in_its_appendix_alone() -> None:
    plan = make_plan(make_area(1), actions=(make_action("hur", *make_sources(1, meeting=5)),))
    document = plan_document(plan, CONTEXT)
    assert gaps(document) == []
    matter, _, appendix = shown_words(document).rpartition("Bilaga: Det som saknas")
    assert "M5·T1·N1" not in matter
    assert "Insats 1.1: ingen milstolpe är angiven." in appendix
    assert ["6 Insatser", "Rubrik hur", "M5·T1·N1"] in rows_of(document, "Källor till planens delar")


def test_the_version_that_is_handed_in_holds_no_note() -> None:
    assert "Ordagrant" not in shown_words(plan_document(make_plan(), CONTEXT))


def test_the_version_to_work_with_states_gaps_in_their_chapter_and_in_one_list() -> None:
    document = plan_document(make_plan(make_area(1)), CONTEXT, {})
    assert "Riskerna är inte beskrivna." in gaps(document)
    assert "Område 1: inget mål är angivet." in gaps(document)
    assert rows_of(document, "Det som saknas i planen")[0] == [
        "1 Sammanfattning och förslag till beslut",
        "Inget förslag till beslut är formulerat.",
    ]


@pytest.mark.parametrize("kind", GapKind)
def test_every_kind_of_gap_has_words(kind: GapKind) -> None:
    assert plan_wording.plan_gap(Gap(Chapter.RISKS, kind)).endswith(".")
    assert plan_wording.plan_gap(Gap(Chapter.RISKS, kind, meeting=3)).startswith("Möte 3: ")
    assert plan_wording.plan_gap(Gap(Chapter.RISKS, kind, areas=(1, 2))).startswith("Område 1 och 2: ")
    assert plan_wording.plan_gap(Gap(Chapter.RISKS, kind, actions=("1.2",))).startswith("Insats 1.2: ")
    assert plan_wording.plan_gap(Gap(Chapter.RISKS, kind, section=Section.STAFF)).startswith(
        "Konsekvenser för personal: "
    )


def test_an_area_has_state_goal_reason_and_meeting() -> None:
    area = replace(make_area(1), current_state="Så är det.", goal="Dit ska vi.")
    assert rows_of(plan_document(make_plan(area, make_area(2)), CONTEXT), "Prioriterade områden") == [
        ["1. Område 1s namn", "Så är det.", "Dit ska vi.", "Skälet till 1. (Möte 4)"],
        ["2. Område 2s namn", "Inte angivet", "Inte angivet", "Skälet till 2. (Möte 4)"],
    ]


def test_each_arena_has_a_table_of_its_own_actions_and_no_cell_is_blank() -> None:
    actions = (
        make_action("ett", arena=Arena.REGION, responsible="Chefen", cost=Cost.WITHIN_BUDGET, milestone="Igång"),
        make_action("två", arena=Arena.MUNICIPALITY, start="mars"),
        make_action("tre", area=2),
    )
    document = plan_document(make_plan(make_area(1), actions=actions), CONTEXT)
    not_said = "Inte angivet"
    assert rows_of(document, "Insatser för kommunen") == [
        ["1.2 Rubrik två", not_said, not_said, "Ej beräknat", "från mars", not_said]
    ]
    assert rows_of(document, "Insatser för regionen") == [
        ["1.1 Rubrik ett", "Chefen", not_said, "Ryms inom ram", not_said, "Igång"]
    ]
    assert rows_of(document, "Insatser utan angiven arena") == [
        ["0.1 Rubrik tre", not_said, not_said, "Ej beräknat", not_said, not_said]
    ]
    assert "Kostnaden är inte beräknad för två insatser och ryms inom ram för en insats." in shown_words(document)


def test_the_proposed_decision_stands_under_who_decides() -> None:
    points = (
        Proposal("p", "att regionen börjar", Arena.REGION),
        Proposal("q", "att kommunen börjar", Arena.MUNICIPALITY),
    )
    words = shown_words(plan_document(make_plan(proposals=points), CONTEXT))
    assert "För kommunen att kommunen börjar För regionen att regionen börjar" in words


def test_indicators_and_risks_are_tables() -> None:
    plan = make_plan(
        measures=(Measure("m", "Antal anhöriga", "3", "9", "Enkät", "i maj", "Samordnaren"),),
        risks=(Risk("r", "Regn", Likelihood.HIGH, "Blött", "Paraply"), Risk("s", "Sol")),
    )
    document = plan_document(plan, CONTEXT)
    assert rows_of(document, "Indikatorer") == [["Antal anhöriga", "3", "9", "Enkät", "i maj", "Samordnaren"]]
    assert rows_of(document, "Risker") == [
        ["Regn", "Hög", "Blött", "Paraply"],
        ["Sol", "Inte angivet", "Inte angivet", "Inte angivet"],
    ]


@pytest.mark.parametrize("section", Section)
def test_every_text_that_somebody_wrote_reaches_the_plan(section: Section) -> None:
    text = "Det här skrev vi.\n\n- ett\n- två"
    words = shown_words(plan_document(make_plan(texts=((section, text),)), CONTEXT))
    assert "Det här skrev vi. ett två" in words


def test_a_chapter_without_matter_says_so() -> None:
    assert "Nätverket har inget underlag till det här kapitlet." in shown_words(plan_document(make_plan(), CONTEXT))


def test_what_was_considered_stands_after_what_was_chosen() -> None:
    words = shown_words(plan_document(make_plan(make_area(1), considered=(make_passage("annat"),)), CONTEXT))
    assert "Områden som nätverket tog upp men inte valde Rubrik annat. Det sägs om annat." in words


def test_the_goals_stand_with_the_areas() -> None:
    document = plan_document(make_plan(make_area(1), goals=(make_passage("mål"),)), CONTEXT)
    assert "Rubrik mål. Det sägs om mål." in shown_words(document)


def test_a_plan_tells_who_took_part_without_numbers() -> None:
    text = shown_words(plan_document(make_plan(), CONTEXT))
    assert "Nätverket har 4 deltagare. De deltar som anhöriga och politiker." in text
    assert "Chefer och ledare saknas i nätverket." in text
    assert "3 anhöriga" not in text


def test_the_version_to_work_with_shows_the_notes_behind_it() -> None:
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
    assert shown_members(report) == ((Perspective.CARER, 5), (Perspective.POLITICIAN, 3))
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
    assert shown_members(report) == ()
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
    assert shown_members(make_report(facts, replace(facts, slug="soder"))) == ()


def charts(document: Document) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    return [(block.caption, block.bars) for block in document.blocks if isinstance(block, Chart)]


def test_a_report_draws_how_many_networks_handed_in_and_what_they_raised() -> None:
    document = report_document(make_report(), NATIONAL)
    assert charts(document) == [
        ("Nätverk som har lämnat in, per mötesomgång", (("1 Fröet", 2),)),
        ("Teman som lyftes i flest nätverk", (("Tema 1", 2),)),
    ]
    assert rows_of(document, "Inlämnat per mötesomgång") == [
        ["1 Fröet", "2 av 3 nätverk"],
        ["2 Grodden", "Ingen delad sammanställning"],
    ]


def test_a_report_draws_the_eight_themes_of_most_networks_and_lists_them_all() -> None:
    themes = [make_theme(n, *make_sources(1, theme=n, networks=("norr", "soder"))) for n in range(1, 10)]
    summary = make_summary(*themes, network=None, submitted=("norr", "soder"))
    rounds = (RoundResult("seed", "Fröet", "Vi börjar.", summary),)
    common = tuple((Gathers.SUPPORT, theme) for theme in themes)
    document = report_document(replace(make_report(), rounds=rounds, common=common), NATIONAL)
    assert [label for label, _ in charts(document)[1][1]] == [f"Tema {n}" for n in range(1, 9)]
    assert [row[0] for row in rows_of(document, "Teman som flera nätverk har lyft")] == [
        f"Tema {n}" for n in range(1, 10)
    ]


def test_a_report_of_nothing_draws_nothing() -> None:
    empty = replace(make_report(), networks=(), rounds=(), common=(), gaps=())
    assert "Figur" not in shown_words(report_document(empty, NATIONAL))


def test_a_plan_draws_the_notes_behind_each_area() -> None:
    document = plan_document(make_plan(make_area(1), make_area(2)), CONTEXT, {})
    bars = (("1. Område 1s namn", 2), ("2. Område 2s namn", 2))
    assert charts(document) == [("Anteckningar bakom varje område", bars)]
    assert rows_of(document, "Anteckningar bakom varje område, i siffror") == [[label, str(n)] for label, n in bars]
    assert charts(plan_document(make_plan(), CONTEXT, {})) == []


def test_the_reason_for_hiding_stands_only_where_something_is_hidden() -> None:
    assert "står bakom det" not in shown_words(report_document(make_report(), NATIONAL))


def test_the_tables_of_one_page_have_captions_of_their_own() -> None:
    captions = [block.caption for block in report_document(make_report(), NATIONAL).blocks if isinstance(block, Table)]
    assert len(captions) == len(set(captions)) == 5
