"""The national report, chapter by chapter: counts and themes, never who said what."""

from collections.abc import Iterator, Mapping

from exports import wording
from exports.charts import counts_chart
from exports.citing import with_references
from exports.context import Context
from exports.document import Block, Document, Heading, Inline, Item, ListBlock, Paragraph, Table, Text
from exports.lessons import lessons_chapter
from exports.references import meetings_held, references_chapter
from exports.report_text import own_passages, passage_blocks, written
from exports.report_words import CHAPTERS, GOAL_TITLE, METHOD
from exports.sources import theme_mark, themes_appendix
from exports.summary import handed_in_sentence, national_theme, of_networks, raised_sentence
from meetings.disclosure import FEWEST_NETWORKS, FEWEST_PEOPLE
from meetings.notes import Note
from meetings.programme import Gathers, Perspective
from meetings.report import Held, Report, ReportGapKind, RoundResult, shown_members
from meetings.report_text import GOAL, ROUND, THEME, ReportChapter, ReportText, compile_text
from meetings.summary import Summary, Theme

DRAFT = "Utkast: rapporten är inte avstämd med nätverksledarna."
NO_COMMON = "Inget tema har lyfts i fler än ett nätverk."
NO_SUMMARY = "Ingen delad sammanställning"
NOT_SHARED = (
    "Ingen nationell sammanställning av prioriterade områden är delad. Nätverkens egna val står i nästa kapitel."
)
NO_AREAS = "Inga områden valda ännu"
HIDDEN = "Visas inte"
MOST_BARS = 8
WHY_HIDDEN = (
    f"Ett antal visas bara när minst {wording.counted(FEWEST_PEOPLE, 'deltagare')} från minst "
    f"{wording.counted(FEWEST_NETWORKS, 'nätverk')} står bakom det. Ibland döljs ett antal till, så att det första "
    "inte går att räkna ut."
)
OLDER = (
    "Antalen är de som stod i en tidigare version. Det som har kommit till eller ändrats sedan dess gäller så få att "
    "det inte visas för sig."
)
PERSPECTIVES_OF_PRIORITIES = (
    "Tabellen visar i hur många nätverk anteckningar från ett perspektiv står bakom ett område. Anteckningar utan "
    "perspektiv räknas inte. En anteckning hör inte till någon person, så varje nätverk räknas som en person. "
    f"Ett antal visas bara när minst {wording.counted(FEWEST_PEOPLE, 'nätverk')} står bakom det och när antalet "
    "deltagare från samma perspektiv visas. Ibland döljs ett antal till, så att det första inte går att räkna ut."
)


def report_document(
    report: Report,
    context: Context,
    notes: Mapping[str, Note] | None = None,
    *,
    text: ReportText | None = None,
    notice: str = DRAFT,
) -> Document:
    """The report with all its chapters and its gaps stated as gaps; `text` is its running text where people have
    written in it, `notice` what is said of how far it has come.

    Counts alone stand behind the themes. Give `notes` to show staff, and nobody else, what was noted in which
    network.
    """
    summaries = list(dict.fromkeys(result.summary for result in report.rounds if result.summary))
    said = text or compile_text(report, METHOD)
    chapters: tuple[tuple[ReportChapter, Iterator[Block]], ...] = (
        (ReportChapter.SUMMARY, _digest(report, summaries)),
        (ReportChapter.BACKGROUND, _background(report, context)),
        (ReportChapter.PURPOSE, _purpose(said, context)),
        (ReportChapter.CARRIED_OUT, _carried_out(report)),
        (ReportChapter.RESULTS, _results(report, said, context)),
        (ReportChapter.COMMON, _common(report, summaries)),
        (ReportChapter.PRIORITIES, _priorities(report, summaries, said)),
        (ReportChapter.PLANS, _plans(report)),
        (ReportChapter.LESSONS, _lessons(report, context)),
    )
    blocks: list[Block] = []
    for number, (chapter, computed) in enumerate(chapters, start=1):
        blocks.append(Heading(2, f"{number} {CHAPTERS[chapter]}", f"kapitel-{number}"))
        blocks += (*written(said, chapter.value, context), *computed, *own_passages(said, chapter, context))
    last = len(chapters) + 1
    blocks += (Heading(2, f"{last} Referenser", f"kapitel-{last}"), *_references(report, context))
    blocks += themes_appendix(summaries, context, notes)
    made = context.document(report_title(report), blocks, notice=notice, contents=True)
    return with_references(made, report.facts)


def report_title(report: Report) -> str:
    """What a report is called."""
    return f"Nationell rapport: {report.title}"


def _background(report: Report, context: Context) -> Iterator[Block]:
    yield from meetings_held(report.networks)
    yield from _gaps(report, context, ReportGapKind.NO_MEETINGS)


def _lessons(report: Report, context: Context) -> Iterator[Block]:
    yield from _gaps(report, context, ReportGapKind.NO_LESSONS)
    if report.lessons:
        yield from lessons_chapter(report.lessons, context, HIDDEN)
        yield from _held(report, Held.LESSONS)


def _references(report: Report, context: Context) -> Iterator[Block]:
    yield from _gaps(report, context, ReportGapKind.NO_REFERENCES)
    yield from references_chapter(report.references)


def _gaps(report: Report, context: Context, kind: ReportGapKind, step: str | None = None) -> Iterator[Block]:
    for gap in report.gaps:
        if gap.kind is kind and gap.step == step:
            yield Paragraph((Text(wording.report_gap(gap, context.named)),), "gap")


def _digest(report: Report, summaries: list[Summary]) -> Iterator[Block]:
    notes = sum(summary.notes for summary in summaries)
    networks, members = len(report.networks), sum(network.members for network in report.networks)
    sentence = (
        f"{wording.counted(networks, 'nätverk')} med {wording.counted(members, 'deltagare')} är med. "
        f"Rapporten bygger på {wording.count_notes(notes)} från {len(summaries)} av {len(report.rounds)} "
        "mötesomgångar."
    )
    yield Paragraph((Text(sentence),), "lead")
    if report.common:
        yield Paragraph((Text("Det här lyftes i flest nätverk:"),))
        found = _homes(summaries)
        items = (
            Item((Text(f"{theme.title}. ", strong=True), *_raised(theme, found[theme.id])))
            for _, theme in report.common[:5]
        )
        yield ListBlock(tuple(items))


def _purpose(text: ReportText, context: Context) -> Iterator[Block]:
    yield Heading(3, GOAL_TITLE)
    yield from written(text, GOAL, context)


def _carried_out(report: Report) -> Iterator[Block]:
    if report.networks:
        rows = tuple(
            (
                (Text(network.name),),
                (Text(network.region),),
                (Text(str(network.members)),),
                (Text(f"{network.meetings_submitted} av {network.meetings_planned}"),),
            )
            for network in report.networks
        )
        header = ("Nätverk", "Region", "Deltagare", "Inlämnade möten")
        yield Table("Nätverken", header, rows, (4, 5, 2, 3))
    if counts := shown_members(report):
        by_perspective = tuple(
            ((Text(wording.sentence(wording.PERSPECTIVES_PLURAL[p])),), (Text(HIDDEN if n is None else str(n)),))
            for p, n in counts
        )
        yield Table("Deltagare efter perspektiv, hela landet", ("Deltar som", "Antal"), by_perspective, (4, 1))
        if any(n is None for _, n in counts):
            yield Paragraph((Text(WHY_HIDDEN),), "muted")
        yield from _held(report, Held.MEMBERS)
    yield from _handed_in(report)


def _held(report: Report, what: Held) -> Iterator[Block]:
    if what in report.held:
        yield Paragraph((Text(OLDER),), "muted")


def _handed_in(report: Report) -> Iterator[Block]:
    """How many networks handed in each round that has a shared summary; of the others nothing is known yet."""
    rounds = [(f"{number} {result.title}", result.summary) for number, result in enumerate(report.rounds, start=1)]
    counts = [(title, len(summary.submitted)) for title, summary in rounds if summary]
    yield counts_chart("Nätverk som har lämnat in, per mötesomgång", "Mötesomgång", "nätverk", counts)
    if rounds:
        rows = tuple(
            ((Text(title),), (Text(of_networks(summary) if summary else NO_SUMMARY),)) for title, summary in rounds
        )
        yield Table("Inlämnat per mötesomgång", ("Mötesomgång", "Har lämnat in"), rows, (3, 2))


def _results(report: Report, text: ReportText, context: Context) -> Iterator[Block]:
    for number, result in enumerate(report.rounds, start=1):
        yield Heading(3, f"Mötesomgång {number}: {result.title}")
        yield from written(text, f"{ROUND}{result.step}", context, "muted")
        yield from _gaps(report, context, ReportGapKind.ROUND_NOT_SHARED, result.step)
        yield from _round(result, text, context)


def _round(result: RoundResult, text: ReportText, context: Context) -> Iterator[Block]:
    if result.summary:
        style = "gap" if result.summary.missing else "body"
        yield Paragraph((Text(handed_in_sentence(result.summary, context)),), style)
        for theme in result.summary.themes:
            said = tuple(written(text, f"{THEME}{theme.id}", context))
            yield from national_theme(theme, result.summary, 4, said)


def _common(report: Report, summaries: list[Summary]) -> Iterator[Block]:
    if not report.common:
        yield Paragraph((Text(NO_COMMON),), "gap")
        return
    homes = _homes(summaries)
    most = [(theme.title, len(theme.networks)) for _, theme in report.common[:MOST_BARS]]
    caption = "Teman som lyftes i flest nätverk"
    yield counts_chart(caption, "Tema", "nätverk", most)
    rows = tuple(
        (
            (Text(theme.title),),
            (Text(wording.sentence(wording.GATHERS[gathers])),),
            (Text(wording.of_submitted(len(theme.networks), len(homes[theme.id].submitted))),),
            (Text(f"{wording.count_notes(theme.weight)} "), theme_mark(homes[theme.id], theme)),
        )
        for gathers, theme in report.common
    )
    yield Table("Teman som flera nätverk har lyft", ("Tema", "Gäller", "Lyftes i", "Underlag"), rows, (30, 19, 30, 21))


def _priorities(report: Report, summaries: list[Summary], text: ReportText) -> Iterator[Block]:
    chosen = [(s, theme) for s in summaries for theme in s.themes if theme.gathers is Gathers.PRIORITY]
    for summary, theme in chosen:
        passage = text.passage(f"{THEME}{theme.id}")
        yield from national_theme(theme, summary, 3, passage_blocks(passage) if passage else ())
    if not chosen:
        chosen_locally = any(network.areas for network in report.networks)
        gap = NOT_SHARED if chosen_locally else wording.REPORT_GAPS[ReportGapKind.NO_PRIORITIES]
        yield Paragraph((Text(gap),), "gap")
    yield from _priorities_seen(report, {theme.id: theme.title for _, theme in chosen})


def _priorities_seen(report: Report, titles: Mapping[str, str]) -> Iterator[Block]:
    """From which perspectives the priorities come; nothing when no count can be shown."""
    if not report.priorities_seen:
        return
    rows = tuple(
        ((Text(titles[row.theme]),), *((Text(HIDDEN if n is None else str(n)),) for n in row.networks))
        for row in report.priorities_seen
    )
    columns = (wording.sentence(wording.PERSPECTIVES_PLURAL[perspective]) for perspective in Perspective)
    yield Heading(3, "Vilka perspektiv som står bakom")
    yield Paragraph((Text(PERSPECTIVES_OF_PRIORITIES),), "muted")
    widths = (22, 16, 27, 16, 13, 23)
    yield Table("Prioriterade områden efter perspektiv, antal nätverk", ("Område", *columns), rows, widths)
    yield from _held(report, Held.PRIORITIES)


def _plans(report: Report) -> Iterator[Block]:
    if report.networks:
        rows = tuple(
            ((Text(network.name),), (Text("; ".join(title for title, _ in network.areas) or NO_AREAS),))
            for network in report.networks
        )
        yield Table("Områden som nätverken har valt", ("Nätverk", "Områden"), rows, (1, 3))


def _homes(summaries: list[Summary]) -> dict[str, Summary]:
    return {theme.id: summary for summary in summaries for theme in summary.themes}


def _raised(theme: Theme, summary: Summary) -> tuple[Inline, ...]:
    return (Text(f"{raised_sentence(theme, summary)} "), theme_mark(summary, theme))
