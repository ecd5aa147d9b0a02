"""The summary of a meeting in a network, or of a round over all networks."""

from collections.abc import Iterator, Mapping, Sequence

from exports import wording
from exports.citing import with_references
from exports.context import Context
from exports.document import Block, Document, Heading, Inline, Paragraph, Text
from exports.outcome import outcome_blocks
from exports.sources import source_marks, sources_appendix, theme_mark, themes_appendix
from meetings.notes import Note, Source
from meetings.programme import Question
from meetings.summary import Summary, Theme

DIFFERENCES = "Skillnader"
NO_THEMES = "Inga teman till den här frågan."


def summary_document(
    summary: Summary,
    title: str,
    questions: Sequence[Question],
    context: Context,
    notes: Mapping[str, Note] | None = None,
) -> Document:
    """The summary as a document; `title` is the meeting's, or the round's.

    Behind the themes of a network stand its notes, which `notes` holds. Of a national summary only counts are
    shown; give `notes` there to show staff, and nobody else, what was noted in which network.
    """
    national = summary.network is None
    blocks: list[Block] = [
        *(_handed_in(summary, context) if national else outcome_blocks(summary.outcome)),
        *(block for question in questions for block in _question(summary, question)),
        *_unsorted(summary),
    ]
    if national:
        blocks += themes_appendix([summary], context, notes)
    elif notes is not None:
        blocks += sources_appendix(_sources(summary), notes)
    kind = "Nationell sammanställning" if national else "Sammanställning"
    made = context.document(
        f"{kind} {summary.meeting}: {title}",
        blocks,
        facts=[("Underlag", wording.count_notes(summary.notes))],
        notice="" if summary.compiled else f"{wording.sentence(wording.NOT_COMPILED)}.",
    )
    return with_references(made, summary.facts)


def handed_in_sentence(summary: Summary, context: Context) -> str:
    """How many networks a round stands on, with the missing ones named."""
    sentence = f"{of_networks(summary)} har lämnat in."
    return f"{sentence} {context.named(summary.missing)} saknas." if summary.missing else sentence


def of_networks(summary: Summary) -> str:
    """How many of its networks handed in, for example "7 av 8 nätverk"."""
    networks = len(summary.submitted) + len(summary.missing)
    return f"{len(summary.submitted)} av {wording.counted(networks, 'nätverk')}"


def raised_sentence(theme: Theme, summary: Summary) -> str:
    """For example "Lyftes i 7 av 8 inlämnade nätverk, i 22 anteckningar."."""
    networks = wording.of_submitted(len(theme.networks), len(summary.submitted))
    return f"Lyftes i {networks}, i {wording.count_notes(theme.weight)}."


def national_theme(
    theme: Theme, summary: Summary, level: int, words: tuple[Block, ...] | None = None
) -> tuple[Block, ...]:
    """A national theme: its words (or others in their place), what differs, its quotes, how many networks raised it,
    and its mark.

    Never a note that may not be cited, and never whose network said what.
    """
    said: list[Block] = list(words if words is not None else [Paragraph((Text(theme.text),))] if theme.text else [])
    if theme.differences:
        said.append(Paragraph((Text(f"{DIFFERENCES}: ", strong=True), Text(theme.differences))))
    said += [Paragraph((Text(f"”{quote.text}”"),), "quote") for quote in theme.quotes]
    return (
        Heading(level, theme.title),
        *said,
        Paragraph((Text(f"{raised_sentence(theme, summary)} "), theme_mark(summary, theme)), "muted"),
    )


def _handed_in(summary: Summary, context: Context) -> tuple[Block, ...]:
    return (Paragraph((Text(handed_in_sentence(summary, context)),), "gap" if summary.missing else "lead"),)


def _question(summary: Summary, question: Question) -> Iterator[Block]:
    yield Heading(2, question.title)
    yield Paragraph((Text(question.text),), "muted")
    themes = [theme for theme in summary.themes if theme.question == question.key]
    if not themes:
        yield Paragraph((Text(NO_THEMES),), "gap")
    for theme in themes:
        yield from _own_theme(theme) if summary.network else national_theme(theme, summary, 3)


def _own_theme(theme: Theme) -> Iterator[Block]:
    yield Heading(3, f"{theme.number}. {theme.title}")
    yield Paragraph((Text(theme.text),))
    yield Paragraph((Text(f"{wording.count_notes(theme.weight)}:"), *source_marks(theme.sources)), "muted")


def _unsorted(summary: Summary) -> Iterator[Block]:
    if summary.unsorted:
        sentence = f"{wording.count_notes(len(summary.unsorted))} ligger inte i något tema."
        marks: tuple[Inline, ...] = source_marks(summary.unsorted) if summary.network else ()
        yield Heading(2, "Utan tema")
        yield Paragraph((Text(sentence), *marks))


def _sources(summary: Summary) -> Iterator[Source]:
    for theme in summary.themes:
        yield from theme.sources
    yield from summary.unsorted
