"""The report counts honestly and says what is missing."""

from dataclasses import replace

from meetings.lessons import Answerer, ClosingAnswer
from meetings.notes import Source
from meetings.programme import Gathers, Material, Perspective, Reference
from meetings.report import NetworkFacts, Report, ReportGap, ReportGapKind, compile_report
from meetings.summary import Summary, Theme
from tests.meetings.factories import GARDEN, make_summary, make_theme

ALL = ("norr", "söder", "öster")


def facts(slug: str, areas: tuple[tuple[str, tuple[Source, ...]], ...] = ()) -> NetworkFacts:
    return NetworkFacts(slug, slug.title(), "Byn", "Länet", 4, ((Perspective.CARER, 2),), 3, 2, 5, areas)


def shared(step: str, *themes: Theme, version: int = 1, missing: tuple[str, ...] = ()) -> Summary:
    return make_summary(*themes, network=None, steps=(step,), version=version, missing=missing)


def report(*national: Summary, networks: tuple[NetworkFacts, ...] = ()) -> Report:
    return compile_report(GARDEN, networks, national)


def kinds(found: Report) -> list[ReportGapKind]:
    return [gap.kind for gap in found.gaps]


def test_a_report_of_nothing_is_nothing_but_gaps() -> None:
    found = report()
    assert [(gap.kind, gap.step) for gap in found.gaps] == [
        (ReportGapKind.NO_MEETINGS, None),
        *((ReportGapKind.ROUND_NOT_SHARED, step.key) for step in GARDEN.steps),
        (ReportGapKind.NO_PRIORITIES, None),
        (ReportGapKind.NO_LESSONS, None),
        (ReportGapKind.NO_REFERENCES, None),
    ]
    assert (found.title, found.purpose, found.goal) == (GARDEN.title, GARDEN.purpose, GARDEN.goal)


def test_rounds_stand_in_the_order_of_the_steps_whatever_order_they_come_in() -> None:
    first, last = shared("seed"), shared("store")
    found = report(last, first)
    assert [result.step for result in found.rounds] == [step.key for step in GARDEN.steps]
    assert [result.summary for result in found.rounds] == [first, None, None, None, last]


def test_only_the_latest_version_of_a_round_counts() -> None:
    old, new = shared("seed", version=1), shared("seed", make_theme(1, Gathers.SUPPORT), version=2)
    assert report(new, old).rounds[0].summary == new


def test_the_networks_missing_from_a_round_are_named() -> None:
    gap = ReportGap(ReportGapKind.NETWORKS_MISSING, "seed", ("öster",))
    assert gap in report(shared("seed", missing=("öster",))).gaps


def test_common_themes_have_several_networks_and_the_most_widespread_comes_first() -> None:
    alone = make_theme(1, Gathers.SUPPORT, 9)
    two, two_heavy = (
        make_theme(2, Gathers.SUPPORT, 2, networks=ALL),
        make_theme(3, Gathers.SUPPORT, 8, networks=ALL[:2]),
    )
    three = make_theme(1, Gathers.GAP, 3, networks=ALL)
    two_later = make_theme(2, Gathers.GAP, 2, networks=ALL)
    found = report(shared("sprout", three, two_later), shared("seed", alone, two, two_heavy))
    assert found.common == tuple((theme.gathers, theme) for theme in (three, two_heavy, two, two_later))


def test_priorities_come_from_rounds_or_from_the_networks_plans() -> None:
    from_plan = facts("norr", (("Vatten", (Source("n1", "norr", 4, 1),)),))
    assert ReportGapKind.NO_PRIORITIES in kinds(report(networks=(facts("norr"),)))
    assert ReportGapKind.NO_PRIORITIES not in kinds(report(networks=(from_plan,)))
    assert ReportGapKind.NO_PRIORITIES not in kinds(report(shared("bloom", make_theme(1, Gathers.PRIORITY))))


def test_networks_stand_in_the_order_given() -> None:
    found = report(networks=(facts("öster"), facts("norr")))
    assert [network.slug for network in found.networks] == ["öster", "norr"]


def test_a_meeting_held_anywhere_is_enough_for_the_background() -> None:
    waiting = replace(facts("norr"), meetings_held=0)
    assert ReportGapKind.NO_MEETINGS in kinds(report(networks=(waiting,)))
    assert ReportGapKind.NO_MEETINGS not in kinds(report(networks=(waiting, facts("söder"))))


def test_the_first_answer_at_a_close_closes_the_gap_of_lessons() -> None:
    answer = ClosingAnswer("1", "norr", Answerer.MEMBER, worked="Fikat.", quotable=True)
    found = compile_report(GARDEN, (facts("norr"),), (), answers=[answer])
    assert ReportGapKind.NO_LESSONS not in kinds(found)
    assert found.lessons is not None
    assert (found.lessons.answers, found.lessons.networks, found.lessons.shown) == (1, ("norr",), False)
    assert report().lessons is None


def test_the_names_of_the_networks_and_their_bodies_keep_an_answer_from_being_cited() -> None:
    networks = (replace(facts("norr"), place="Ängby", region="Läns", bodies=("Kupolen (påhittad)",)), facts("söder"))
    texts = ("Ängby var bra.", "Kupolen hjälpte.", "Fikat.")
    answers = [
        ClosingAnswer(text, slug, Answerer.MEMBER, worked=text, quotable=True)
        for text, slug in zip(texts, ("norr", "norr", "söder"), strict=True)
    ]
    lessons = compile_report(GARDEN, networks, (), answers=answers).lessons
    assert lessons is not None
    assert (lessons.said[0].quotes, lessons.said[0].withheld) == (("Fikat.",), 2)


def test_references_are_the_templates_and_then_the_material_with_an_address_once() -> None:
    film, book = Material("En film", "https://exempel.se/film", "kort"), Material("En bok", "https://exempel.se/bok")
    step = replace(GARDEN.steps[0], material=(film, Material("Papper"), book))
    again = replace(GARDEN.steps[1], material=(film,))
    cited = Reference("Boken, 2019", "https://exempel.se/bok")
    template = replace(GARDEN, steps=(step, again), references=(cited,))
    found = compile_report(template, (), ())
    assert found.references == (cited, Reference("En film", "https://exempel.se/film", "kort"))
    assert ReportGapKind.NO_REFERENCES not in kinds(found)


def test_priorities_show_from_which_perspectives_they_come() -> None:
    slugs = (*ALL, "väster")
    counts = tuple((perspective, 5) for perspective in Perspective)
    networks = tuple(replace(facts(slug), perspectives=counts) for slug in slugs)
    chosen = make_theme(1, Gathers.PRIORITY, 20, networks=slugs)
    seen = dict(zip((source.note_id for source in chosen.sources), sorted(list(Perspective) * 4), strict=True))
    other = make_theme(2, Gathers.GAP, 20, networks=slugs)
    found = compile_report(GARDEN, networks, [shared("bloom", chosen, other)], perspectives=seen).priorities_seen
    assert [(row.theme, row.networks) for row in found] == [(chosen.id, (4, 4, 4, 4, 4))]
    assert compile_report(GARDEN, networks, [shared("bloom", chosen)]).priorities_seen == ()
